// What the pages do better with a script; without it everything still works.
"use strict";

// Copying asks for a script: its buttons are hidden without one.
for (const button of document.querySelectorAll("[data-copy], [data-copy-address]")) {
  button.hidden = !navigator.clipboard;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const address = location.origin + location.pathname;
    await navigator.clipboard.writeText(button.dataset.copy ?? address);
    button.textContent = document.body.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

// Where there is room, the filters lie open.
const wide = matchMedia("(min-width: 60rem)");
for (const details of document.querySelectorAll("[data-open-wide]")) {
  if (wide.matches) details.open = true;
}

// The slash goes to the search field, as readers know it from elsewhere.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("input[type=search]");
  if (field) { event.preventDefault(); field.focus(); field.select(); }
});
