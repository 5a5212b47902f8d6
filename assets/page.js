"use strict";
// Everything on the page is a function of one number: the event behind which we stand.
(function () {
  const run = JSON.parse(document.getElementById("run").textContent);
  const words = run.words;
  const byId = (id) => document.getElementById(id);
  const slider = byId("slider"), play = byId("play"), svg = document.querySelector("#picture svg");
  const ns = "http://www.w3.org/2000/svg";
  const head = document.createElementNS(ns, "line");
  head.setAttribute("id", "playhead");
  head.setAttribute("y1", run.plot.y);
  head.setAttribute("y2", run.plot.y + run.plot.h);
  head.setAttribute("stroke", run.plot.color);
  head.setAttribute("stroke-width", 2);
  svg.appendChild(head);
  let timer = null;

  // The last of [rows] whose event is not behind [event].
  function last(rows, event) {
    const count = countBy(rows, event);
    return count ? rows[count - 1] : null;
  }

  function cell(row, text, className) {
    const td = document.createElement("td");
    td.textContent = text;
    if (className) td.className = className;
    row.appendChild(td);
  }

  // What a row is about: its first cell.
  function head_cell(row, text) {
    const th = document.createElement("th");
    th.scope = "row";
    th.textContent = text;
    row.appendChild(th);
  }

  function showTasks(event) {
    const body = byId("tasks");
    body.replaceChildren();
    for (const task of run.tasks) {
      const now = last(task.states, event);
      const row = document.createElement("tr");
      if (now && now[0] === event) row.className = "now";
      head_cell(row, "\u00a0".repeat(3 * task.depth) + task.name);
      cell(row, now ? now[1] : "", "code");
      cell(row, now ? now[2] : words.notMade);
      body.appendChild(row);
    }
  }

  // How many rows of [rows] have their event at [event] or before it.
  function countBy(rows, event) {
    let low = 0, high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle][0] <= event) low = middle + 1; else high = middle;
    }
    return low;
  }

  // The last lines: a page may have very many.
  const LINES = 200;
  function showOutput(event) {
    const body = byId("output"), count = countBy(run.output, event);
    body.replaceChildren();
    for (const line of run.output.slice(Math.max(0, count - LINES), count)) {
      const row = document.createElement("tr");
      if (line[0] === event) row.className = "now";
      head_cell(row, line[1]);
      cell(row, line[2], "line");
      body.appendChild(row);
    }
  }

  // The events around this one; a click goes to one.
  const BEFORE = 8, BEHIND = 4;
  function showEvents(event) {
    const body = byId("events");
    body.replaceChildren();
    for (let number = Math.max(1, event - BEFORE);
         number <= Math.min(run.events.length, event + BEHIND); number++) {
      const row = document.createElement("tr");
      if (number === event) row.className = "now";
      if (number > event) row.className = "later";
      head_cell(row, "#" + number);
      cell(row, run.events[number - 1][0]);
      cell(row, run.events[number - 1][2]);
      row.addEventListener("click", () => { stop(); show(number); });
      body.appendChild(row);
    }
  }

  function show(event) {
    slider.value = event;
    const at = event ? run.events[event - 1] : ["0.000 s", 0, ""];
    const x = run.plot.x + at[1] * run.plot.w;
    head.setAttribute("x1", x);
    head.setAttribute("x2", x);
    byId("moment").textContent = words.event + " " + event + " / " + run.events.length + " · t = " + at[0];
    byId("why").textContent = at[2];
    slider.setAttribute("aria-valuetext", at[0] + ": " + at[2]);
    showTasks(event);
    showOutput(event);
    showEvents(event);
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ " + words.play;
  }

  function step(by) {
    const to = Number(slider.value) + by;
    if (to >= 0 && to <= run.events.length) show(to); else stop();
  }

  function toggle() {
    if (timer) return stop();
    if (Number(slider.value) === run.events.length) show(0);
    play.textContent = "❚❚ " + words.pause;
    timer = setInterval(() => step(1), 400);
  }

  slider.max = run.events.length;
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  byId("back").addEventListener("click", () => { stop(); step(-1); });
  byId("forward").addEventListener("click", () => { stop(); step(1); });
  play.addEventListener("click", toggle);
  document.addEventListener("keydown", (key) => {
    if (key.target === slider || key.ctrlKey || key.altKey || key.metaKey) return;
    if (key.key === "ArrowRight") { stop(); step(1); }
    else if (key.key === "ArrowLeft") { stop(); step(-1); }
    else if (key.key === " " && key.target.tagName !== "BUTTON") { key.preventDefault(); toggle(); }
  });
  stop();
  show(0);
})();
