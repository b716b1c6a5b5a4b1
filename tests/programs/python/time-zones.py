from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

new_york, madrid = ZoneInfo("America/New_York"), ZoneInfo("Europe/Madrid")
before = datetime(2024, 3, 10, 1, 30, tzinfo=new_york)
after = (before.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(new_york)
print(before, before.tzname(), "then", after, after.tzname(), after.dst())
for zone in ("Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "Europe/London", "UTC"):
    there = after.astimezone(ZoneInfo(zone))
    print(f"{zone:17}", there.isoformat(), there.strftime("%Z %z"))
twice = datetime(2024, 10, 27, 2, 30, tzinfo=madrid)
print(twice.tzname(), twice.replace(fold=1).tzname(), datetime(1950, 7, 1, tzinfo=madrid), datetime(2150, 7, 1, tzinfo=madrid))
print(repr(madrid), str(madrid), madrid is ZoneInfo("Europe/Madrid"), {"Europe/Madrid", "US/Pacific"} <= available_timezones())
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as error:
    print(error)
print(sorted(zone for zone in available_timezones() if zone.startswith("Europe/Lo")))
