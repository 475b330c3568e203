// Runs before the first paint, so that what needs scripts does not flicker.
document.documentElement.dataset.js = "";
