// Days and moments, as people here write them and as the checker takes them.

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/** The day of a moment on the local clock. @param {Date} moment */
export const day = (moment) => [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");

export const today = () => day(new Date());

/** A moment as the local clock shows it. @param {number} at in milliseconds */
export function local(at) {
  const moment = new Date(at);
  return `${day(moment)}T${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":")}`;
}

/** A day such as 2026-01-05 in Chinese. @param {string} date */
export const chinese = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

/** @param {number} length in milliseconds @returns {string} minutes and seconds, such as 9:05 */
export function clockTime(length) {
  const seconds = Math.ceil(length / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
