"""The command line: a thin second skin over the package, one file a command group."""
