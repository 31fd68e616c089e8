from guidance.check import Faults, parser_faults, rule
from guidance.model import Site


@rule("unreadable-file", stage="file")
def check(site: Site) -> Faults:
    """A file is no text of ours: not UTF-8, a symbolic link, a folder, a flood of words.

    Bad:  a page saved by an old editor as UTF-16 or GBK; docs/zh/privacy.md as a symbolic link
    Good: the file itself, saved as UTF-8; a page has at most 100 kilobytes, and lines of at most
          2,000 characters

    MkDocs would follow the link and publish what it finds there, such as /etc/passwd.
    """
    return parser_faults(site, "unreadable-file")
