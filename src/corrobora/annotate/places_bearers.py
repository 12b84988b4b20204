"""All that a name may mean, and which entry of the gazetteer contains which."""

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_words import words
from corrobora.values import distance_km


def apart_km(one: Entry, other: Entry) -> float:
    """The great-circle distance of two entries' points."""
    return distance_km(one.latitude, one.longitude, (other.latitude, other.longitude))


def bearers(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """All that `name` may mean: abbreviation, nationality, name, name without its kind, likely."""
    table = words()
    code = table.abbreviations.get(name)
    if code:
        entry = gazetteer.by_code(code)
        if entry is not None:
            return (entry,)
    folded = fold(name)
    nations = table.demonyms.get(folded)
    if nations:
        entries = [gazetteer.by_code(nation) for nation in nations]
        return tuple(entry for entry in entries if entry is not None)
    region = table.region_people.get(folded)
    if region:
        unit = gazetteer.by_code(region) if region[2:3] == "-" else None
        return (unit,) if unit else gazetteer.lookup(region)
    if folded.startswith("the "):
        folded = folded[4:]
    found = gazetteer.lookup(folded)
    if found:
        return found
    parts = folded.split()
    # "Idlib province", "northern Homs", "the city of Afrin": the name alone is in the gazetteer.
    while len(parts) > 1 and (parts[-1] in table.kinds or parts[0] in table.directions):
        parts = parts[:-1] if parts[-1] in table.kinds else parts[1:]
        found = gazetteer.lookup(" ".join(parts))
        if found:
            return found
    return gazetteer.likely(name)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` contains `inner`, as far as the gazetteer knows."""
    if outer.id == inner.id:
        return False
    match outer.kind:
        case Kind.COUNTRY:
            return inner.country == outer.country
        case Kind.ADMIN1:
            return inner.admin1 == outer.id
        case Kind.ADMIN2:
            return inner.admin2 == outer.id
        case Kind.REGION:
            if outer.country and inner.country != outer.country:
                return False
            return apart_km(outer, inner) <= outer.radius_km * 1.2
        case Kind.PLACE:
            # A suburb or a nearby village named by its town ("Jobar, Damascus").
            near = max(20.0, 2 * outer.radius_km)
            return outer.population > 3 * inner.population and apart_km(outer, inner) <= near
