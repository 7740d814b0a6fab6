"""Build the site: sources → extract → weave → check → render → public/.

`python build.py` is `sourceline build`; `python build.py check` is `sourceline check`, and so on.
"""

from sourceline.cli import main

if __name__ == "__main__":
    main()
