// Every page works without this file. It only saves a reader from small mishaps.
"use strict";

// A second press on a slow line must not send a form twice.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "get") return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
  // Not disabled before the form has been read: a disabled button's name would be left out.
  setTimeout(() => {
    for (const button of event.target.querySelectorAll("button[type=submit]")) {
      button.setAttribute("aria-disabled", "true");
    }
  });
  // A form that answers with a file leaves the page where it is.
  setTimeout(() => release(event.target), 10000);
});

// Coming back to a page by the browser's back button, its forms may be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
}

// How many characters are left. Said aloud only once the typing rests.
for (const count of document.querySelectorAll("[data-count-for]")) {
  const area = document.getElementById(count.dataset.countFor);
  const limit = Number(count.dataset.limit);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let rest;
  const show = () => {
    const left = limit - [...area.value].length;
    const sentence = left < 0 ? count.dataset.over : count.dataset.left;
    count.textContent = sentence.replace("{n}", numbers.format(Math.abs(left)));
    count.classList.toggle("over", left < 0);
  };
  area.addEventListener("input", () => {
    count.removeAttribute("aria-live");
    show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      count.setAttribute("aria-live", "polite");
      count.textContent = "";
      requestAnimationFrame(show);
    }, 1000);
  });
}

// What has to be mended is where reading goes on.
document.querySelector("main > .faults, main > form > .faults")?.focus();

// A browser that can't show a folded part without its being open has the menu opened for it.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 52rem)").matches) {
  document.querySelector(".menu")?.setAttribute("open", "open");
}

// A map that stands open is drawn again when there is a newer one; not while somebody reads within.
const live = document.getElementById("live-map");
if (live && "EventSource" in window) {
  const news = new EventSource(live.dataset.news);
  news.addEventListener("message", async (event) => {
    if (Number(event.data) <= Number(live.dataset.number)) return;
    if (live.contains(document.activeElement)) return;
    live.dataset.number = event.data;
    const page = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("live-map");
    if (fresh) live.replaceChildren(...fresh.childNodes);
  });
  addEventListener("pagehide", () => news.close());
}
