"""The data of an app: its databases, which are files of the phone as well."""

from random import Random
from typing import TYPE_CHECKING

from device.phone.file.database import Database
from device.phone.system.snapshot import Snapshot

if TYPE_CHECKING:
    from device.phone.system.system import System


def create_data(system: "System", package: str, start: Snapshot | None) -> dict[tuple[str, str], Database]:
    """An app's databases by package and name, fresh or as saved; files of the phone as well."""
    app = system.apps[package]
    schemas = app.manifest.databases
    images = {name: start.databases[package, name] for name in schemas} if start else {}
    databases = {
        name: Database(schema, image=images.get(name), tally=system.tally) for name, schema in schemas.items()
    }
    if start is None:
        app.seed(databases, Random(f"{system.seed}/{package}"))
        system.files.make_directories(f"/data/data/{package}/databases")
    for name, database in databases.items():
        path = f"/data/data/{package}/{name if '/' in name else f'databases/{name}'}"
        if start is not None:
            system.files.attach(path, database, schemas[name])  # the file is among those saved
            continue
        if "/" in name:
            system.files.make_directories(path.rpartition("/")[0])
        system.files.mount(path, database, schemas[name])
    return {(package, name): database for name, database in databases.items()}
