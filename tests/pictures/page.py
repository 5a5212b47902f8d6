#!/usr/bin/env python3
"""Opens a page in headless Chromium, as a student would: page.py BINARY

The slider is moved, a button is clicked; the tables must tell the moment, the playhead must
lie over it, and the console must have nothing to complain about. Without Chromium the test
is skipped (status 77).
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SCENARIO = pathlib.Path(__file__).resolve().parents[2] / "scenarios" / "04_gather.json"

# Runs behind the page's own script and leaves what it saw in the title.
STUDENT = """
<script>
const $ = (id) => document.getElementById(id);
const tell = () => [$("slider").value, $("playhead").getAttribute("x1"), $("why").textContent,
  $("tasks").innerText.replace(/\\s+/g, " "), $("output").rows.length,
  document.querySelector("#events tr.now").innerText.replace(/\\s+/g, " "),
  document.querySelectorAll("table caption, thead th[scope=col]").length,
  document.querySelectorAll("tbody th[scope=row]").length].join("|");
$("slider").value = 20;
$("slider").dispatchEvent(new Event("input"));
const first = tell();
$("forward").click();
document.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight"}));
document.title = first + "##" + tell();
</script>
""".replace("\\\\", "\\")


def main():
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("there is no Chromium")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        subprocess.run([sys.argv[1], "export", SCENARIO, "-o", page, "--lang", "en"],
                       check=True)
        page.write_text(page.read_text().replace("</html>", STUDENT + "</html>"))
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu",
                   f"--user-data-dir={folder}/profile", "--enable-logging=stderr",
                   "--virtual-time-budget=2000", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    title = re.findall(r"<title>(.*?)</title>", done.stdout, re.S)[0]
    first, _, then = title.partition("##")
    first, then = first.split("|"), then.split("|")
    well = (not complaints and first[0] == "20" and then[0] == "22"
            and "the loop begins a turn" in first[2] and "Task-3 runs on" in then[2]
            and "SLP sleeping: 2 s" in first[3] and "RUN running" in then[3]
            and first[4] == "2" and float(first[1]) > 100
            and first[5].startswith("#20 ") and "the loop begins a turn" in first[5]
            and first[6] == "11" and int(first[7]) > 10)
    if not well:
        print(complaints, first, then, sep="\n")
    return 0 if well else 1


sys.exit(main())
