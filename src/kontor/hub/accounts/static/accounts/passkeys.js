// Says in the page what the passkey scripts would only write to the console.
const fault = document.querySelector("[data-passkey-fault]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (fault) {
    fault.hidden = false;
    fault.focus();
  }
});
