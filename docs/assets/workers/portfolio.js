// One worker of the portfolio: the checker's own worker, but what a message sends along beside its request lies in
// `attached`, where handbook_checker.tables.page looks for it.

addEventListener(
  "message",
  ({ data }) => {
    Object.assign(self, { attached: data.attached });
  },
  { capture: true },
);

await import("./checker.js");
