// A page that waits for a worker looks again by itself: [data-again="SECONDS"].
const waiting = document.querySelector("[data-again]");
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.again) * 1000);
