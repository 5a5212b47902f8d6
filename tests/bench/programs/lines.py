async def work_WORK(name, seconds=1, *rest, key=None):
    """What number WORK does."""
    total = [value * WORK + len(name) for value in range(9) if value % 2]
    if total and seconds > 2:
        return {"name": name, "total": sum(total), "key": key or f"{name}-{seconds:.2f}"}
    try:
        return name.upper(), rest[2:], not key
    except (ValueError, TypeError) as error:
        print("no", error, sep=": ")  # told, not raised

