"""`python -m tui` is `ceasefire-tui`."""

from tui.start import main

if __name__ == "__main__":
    main()
