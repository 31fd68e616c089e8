/**
 * Material's search worker, given the reader's edition when the reader first searches.
 *
 * The address says which index and which worker of Material's to use. Material's script hands over
 * an empty index (see `split_search_index` in scripts/guidance/render/theme.py). At the first query
 * this listener, registered before Material's, holds the query back, fetches the real index and
 * hands both on. A failed fetch answers like no result, which shows the reader what to do without
 * a search; the next query tries again. An index that is not empty is used as it is.
 */
"use strict";

const SETUP = 0;
const QUERY = 2;
const RESULT = 3;
const address = new URL(self.location.href);
const index = new URL(`../../../search/${address.searchParams.get("index")}`, address);
let state = "empty";
let setup;
let query;

const hand = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

const load = async () => {
  state = "loading";
  try {
    const { docs } = await (await fetch(index)).json();
    state = "full";
    hand({ ...setup, data: { ...setup.data, docs } });
    setTimeout(() => hand(query)); // Material's worker is set up within this turn
  } catch {
    state = "empty";
    self.postMessage({ type: RESULT, data: { items: [] } });
  }
};

self.addEventListener("message", (event) => {
  const { type, data } = event.data;
  if (state === "full") return;
  if (type === SETUP) {
    setup = event.data;
    if (data.docs.length) state = "full";
  } else if (type === QUERY && data) {
    event.stopImmediatePropagation();
    query = event.data;
    if (state === "empty") load();
  }
});

importScripts(address.searchParams.get("worker"));
