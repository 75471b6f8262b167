// Follows a job: [data-progress="URL"] answers {done, total, left, running, url}. Slower and slower, up to 10 s.
const follow = (line, pause) =>
  setTimeout(async () => {
    let job = null;
    try {
      const answer = await fetch(line.dataset.progress, { headers: { Accept: "application/json" } });
      if (answer.ok) job = await answer.json();
    } catch {
      job = null;
    }
    if (!job) return follow(line, 10000);
    line.querySelector("[data-done]").textContent = job.done_words ?? String(job.done);
    line.querySelector("[data-left]").textContent = job.left ?? "";
    line.querySelector(".bar .done").setAttribute("width", `${job.total ? Math.min((100 * job.done) / job.total, 100) : 0}%`);
    if (job.running) return follow(line, Math.min(pause * 1.2, 10000));
    if (job.url) location.assign(job.url);
    else location.reload();
  }, pause);

for (const line of document.querySelectorAll("[data-progress]")) follow(line, 1000);
