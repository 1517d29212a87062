"""Folders: which files of an export or a site's source are stories; pure, by name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

LEFT_BEHIND = {"__macosx", "thumbs.db", "desktop.ini"}
INDEX = ("index", "_index", "readme")
DRAFTS = "_drafts"
MEDIA = frozenset((
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff",
    ".heic", ".psd", ".ai", ".pdf", ".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".webm", ".avi",
    ".woff", ".woff2", ".ttf", ".otf", ".eot",
))  # fmt: skip
CODE = frozenset((
    ".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".jsx", ".tsx", ".py", ".rb", ".php",
    ".sh", ".bat", ".sql", ".pkl", ".pickle", ".yaml", ".yml", ".toml", ".ini", ".lock", ".map",
    ".exe", ".dll", ".so", ".gemspec", ".ipynb",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """A site's folder is known by the entries it must have; its stories are in some of them.

    `stories` are the entries kept; without any, all are but `machinery`.
    """

    needed: Collection[str]
    one_of: Collection[str] = ()
    stories: Collection[str] = ()
    machinery: Collection[str] = ()


SITES = (
    Site({"posts", "profile"}, stories={"posts"}),  # Medium
    Site({"posts", "posts.csv"}, stories={"posts", "posts.csv"}),  # Substack
    Site(
        {"content"},  # Hugo
        one_of={
            *("archetypes", "layouts", "themes", "config", "hugo.toml", "hugo.yaml", "hugo.json"),
            *("config.toml", "config.yaml", "config.yml", "config.json"),
        },
        stories={"content"},
    ),
    Site(
        {"_posts"},  # Jekyll
        machinery={
            *("_layouts", "_includes", "_sass", "_data", "_plugins", "_site", "assets", "vendor"),
            *("node_modules", "bin", "css", "js", "script", "scripts", "README.md", "LICENSE.md"),
            *("CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "LICENSE.txt", "Gemfile", "Rakefile"),
            *("Makefile", "CNAME", "index.html", "index.md", "404.html", "404.md", "feed.xml"),
            *("sitemap.xml", "robots.txt", "_config.yml"),
        },
    ),
)


def is_left_behind(name: str) -> bool:
    """Dot files, `~` leftovers and what file managers leave: never a document."""
    return name.startswith(".") or name.endswith("~") or name.casefold() in LEFT_BEHIND


def status(path: str) -> str:
    """What a path says of a story's state: Jekyll keeps its drafts in a folder."""
    return "draft" if DRAFTS in path.split("/") else ""


def telling_name(path: str) -> str:
    """A file's name; of an index, which is called like its folder, that of the folder too."""
    parts = PurePosixPath(path).parts
    return "/".join(parts[-2 if PurePosixPath(path).stem.lower() in INDEX else -1 :])


def suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def kept(names: Sequence[str]) -> list[str]:
    """Of the entries of one folder those that may be, or hold, stories; an `_index` lists them."""
    names = [n for n in names if not is_left_behind(n) and not n.startswith("_index.")]
    site = next((site for site in SITES if _is(site, set(names))), None)
    if site is None:
        return names
    return [
        name for name in names if name not in site.machinery and name in (site.stories or names)
    ]


def stories(paths: Iterable[str]) -> list[str]:
    """Of the paths of all files in an archive, in their order, those that `kept` leaves."""
    paths = list(paths)
    entries: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for path in paths:
        for parent, name in _steps(path):
            entries[parent][name] = None
    left = {parent: set(kept(list(names))) for parent, names in entries.items()}
    return [path for path in paths if all(name in left[parent] for parent, name in _steps(path))]


def _is(site: Site, names: set[str]) -> bool:
    return names.issuperset(site.needed) and (not site.one_of or not names.isdisjoint(site.one_of))


def _steps(path: str) -> list[tuple[str, str]]:
    """Each folder on the way to a file with its entry on that way: ("", "a"), ("a", "b.txt")."""
    parts = path.split("/")
    return [("/".join(parts[:depth]), part) for depth, part in enumerate(parts)]
