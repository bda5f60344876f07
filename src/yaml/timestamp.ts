const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| (\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the Go libraries take the text for a timestamp: a date, or date and time in one of three notations. */
export function isTimestamp(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [, year, month, day, time = '0:0:0', zoneHours = '0', zoneMinutes = '0', localTime] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return false;
  const [hour = 0, minute = 0, second = 0] = (localTime ?? time).split(':').map(Number);
  return hour < 24 && minute < 60 && second < 60 && Number(zoneHours) <= 24 && Number(zoneMinutes) <= 60;
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : DAYS[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
