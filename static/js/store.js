// What was typed and has not reached the server yet is kept in this browser, under the person and the form's address,
// until it has; sign-out clears it. A browser whose storage is closed or full keeps nothing, and a broken entry counts
// as none: saving over the line goes on without.

const PREFIX = "autosave:";

export const person = document.body.dataset.person ?? "";

// The place of what this person has typed into the form of that address.
export const placeOf = (address) => `${person}:${address}`;

// What is kept there, or null.
export const read = (place) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + place));
  } catch {
    return null;
  }
};

// The rows kept there, each an array; none for anything else that stands there.
export const rowsOf = (place) => {
  const kept = read(place);
  return Array.isArray(kept) ? kept.filter(Array.isArray) : [];
};

export const keep = (place, value) => {
  try {
    localStorage.setItem(PREFIX + place, JSON.stringify(value));
  } catch {
    // As above.
  }
};

export const forget = (place) => {
  try {
    localStorage.removeItem(PREFIX + place);
  } catch {
    // As above.
  }
};

export const places = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
};
