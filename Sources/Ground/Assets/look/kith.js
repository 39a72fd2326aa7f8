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

// Somebody who is about to begin has a small puzzle solved for them while they read: to a person it costs
// nothing, to a machine that begins a thousand times a little each time. Who presses sooner is waited for.
const puzzle = document.querySelector("input[data-puzzle]");
if (puzzle) {
  let isWanted = false;
  const sooner = (event) => {
    event.preventDefault();
    isWanted = true;
  };
  const send = () => {
    puzzle.form.removeEventListener("submit", sooner);
    if (isWanted) puzzle.form.requestSubmit();
  };
  puzzle.form.addEventListener("submit", sooner);
  solve(puzzle.dataset).then((work) => (puzzle.value = work)).finally(send);
}

// For each part the first number with which the text hashes to enough zeros; in slices of a few
// milliseconds, so that the page scrolls meanwhile. Not by crypto.subtle: a library's own network often
// has no TLS, and there browsers leave it out.
async function solve({ puzzle, parts, bits }) {
  const found = [];
  let count = 0;
  while (found.length < Number(parts)) {
    const end = performance.now() + 12;
    while (found.length < Number(parts) && performance.now() < end) {
      for (let turn = 0; turn < 64; turn += 1, count += 1) {
        if (firstWord(`${puzzle}-${found.length}-${count}`) >>> (32 - Number(bits))) continue;
        found.push(count);
        count = -1;
        if (found.length === Number(parts)) break;
      }
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return found.join(".");
}

// The first 32 bits of SHA-256 (FIPS 180-4) of an ASCII text of at most 55 characters: one block.
function firstWord(text) {
  const roots = firstWord.roots ??= primes(64).map((prime) => (Math.cbrt(prime) * 2 ** 32) | 0);
  const state = firstWord.state ??= primes(8).map((prime) => (Math.sqrt(prime) * 2 ** 32) | 0);
  const words = firstWord.words ??= new Int32Array(64);
  words.fill(0);
  for (let place = 0; place < text.length; place += 1) {
    words[place >> 2] |= text.charCodeAt(place) << (24 - 8 * (place & 3));
  }
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = 8 * text.length;
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  let [a, b, c, d, e, f, g, h] = state;
  for (let round = 0; round < 64; round += 1) {
    if (round > 15) {
      const [early, late] = [words[round - 15], words[round - 2]];
      words[round] = words[round - 16] + words[round - 7]
        + (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3))
        + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
    }
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g))
      + roots[round] + words[round];
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return (state[0] + a) | 0;
}

function primes(count) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime)) found.push(number);
  }
  return found;
}
