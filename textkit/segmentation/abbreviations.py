"""Abbreviations of Finnish and Swedish administrative text, by what a full stop after them can mean.

``INNER`` ones are always followed by more of the sentence (``esim.``, ``ks.``, ``nro``). ``FINAL`` ones may also close
a sentence (``jne.``, ``milj.``, ``Oy``): then the next word decides.
"""

from __future__ import annotations

_FINNISH_INNER = """
    alk ap apul ark as.nro eläk em engl ent eo ern erit esim evp fil hall harj hist hlö hpl huom ilm ip it ital johd
    joht jst kans kapt kaup kesk kirj klo ko koht kok kr ks kts kuv lad lib liik lis lk lkm luokk lv lyh läh maist maks
    min mm mom mr mrs ms nim nk noin nro ns nyk n os par per pj pnä po prof prov puh puheenj pvm ransk rek resp rkm rno
    ruots saks siht sij sis so srk st suom suor synt tark tiet tilap tmi toim toht tri ts t.nro ul uud vanh vars vas
    vast vert vht vm voim vp vpj vrt vs vt väh väl yht yks ylik ylim ym.s yo
"""
_FINNISH_FINAL = """
    alv as eKr ekr eur gr h ha jKr jkr jms jne jatk kk km kpl krs ky l luok m mk mrd milj min. mrk oy oyj p prom r ry s
    sek tai tms ton tp v vk vko vl vrk ym yms ye öre
"""
_SWEDISH_INNER = """
    ang anm avd avg bl bl.a bil ca dr d.v.s dvs eg el em enl ev exkl f f.d fd fr.o.m forts fru föreg följ förf
    inkl ing jfr kap kl kv lekt mag max min mom motsv mr nr obs o.d ordf p.g.a pga prof red ref resp s.k sk sekr skr
    st t.ex tel t.f tf t.o.m tom trol u.a uppg ung v.s vic vol å ä övers
"""
_SWEDISH_FINAL = """
    ab dyl etc kg km kr m m.fl m.m mfl mm md mn milj mdr osv o.s.v pers st t tr
"""

INNER = {"fi": frozenset(_FINNISH_INNER.split()), "sv": frozenset(_SWEDISH_INNER.split())}
FINAL = {"fi": frozenset(_FINNISH_FINAL.lower().split()), "sv": frozenset(_SWEDISH_FINAL.split())}
