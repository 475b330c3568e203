// Keeps one page, the one it lies beside, usable without a network: the page and what it is drawn with. Nothing that was typed is
// kept here; entries wait in waiting.js. Everything else on the site goes past this worker.
const PAGE = new URL("./", self.location).pathname;
const KEPT = `kontor-page:${PAGE}`;
const isAsset = (url) => url.origin === self.location.origin && url.pathname.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// What the page was drawn with was loaded before this worker began: the page names it.
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keepAll(event.data.keep).then(() => event.source.postMessage({ kept: true })));
});

async function keepAll(addresses) {
  const kept = await caches.open(KEPT);
  await Promise.allSettled(addresses.map(async (address) => {
    const url = new URL(address, self.location);
    if (url.pathname !== PAGE && !isAsset(url)) return;
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await kept.put(url.pathname, answer);
  }));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && url.pathname === PAGE) event.respondWith(newest(event.request));
  else if (isAsset(url)) event.respondWith(newest(event.request));
});

// The network's answer where there is one, else the kept one. The kept copy follows what was last answered.
async function newest(request) {
  const kept = await caches.open(KEPT);
  const path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kept.put(path, answer.clone());
    return answer;
  } catch (fault) {
    const found = await kept.match(path, { ignoreVary: true });
    if (found) return found;
    throw fault;
  }
}
