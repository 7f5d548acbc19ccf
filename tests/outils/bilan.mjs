// What a step amounts to: { passed, failed, skipped }; and which tests failed: what is printed last is what is read.

const bilan = (passed, failed, skipped = 0) => ({ passed, failed, skipped });

/** A check without tests of its own counts as one. */
export const controle = (reussi) => bilan(reussi ? 1 : 0, reussi ? 0 : 1);

/**
 * A runner that failed without a failed test (a file that does not load, a server that does not start), or that ran
 * nothing at all, is a failure: counting zero would look like a success.
 */
function redresser({ passed, failed, skipped }, reussi) {
  if (failed === 0 && (!reussi || passed === 0)) return bilan(passed, 1, skipped);
  return bilan(passed, failed, skipped);
}

function lireOuEchouer(lire) {
  try {
    return lire();
  } catch {
    return null;
  }
}

export function bilanVitest(lire, reussi) {
  const rapport = lireOuEchouer(lire);
  if (rapport === null) return controle(false);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = rapport;
  return redresser(bilan(numPassedTests, numFailedTests, numPendingTests + numTodoTests), reussi);
}

export function bilanPlaywright(lire, reussi) {
  const stats = lireOuEchouer(lire)?.stats;
  if (stats === undefined) return controle(false);
  // A test that passes only when tried again is not a test that passes.
  return redresser(bilan(stats.expected, stats.unexpected + stats.flaky, stats.skipped), reussi);
}

const tous = (suites) => suites.flatMap((suite) => [suite, ...tous(suite.suites ?? [])]);

/** Names of the tests that failed, with their files; a report that cannot be read names none. */
export function echecsVitest(lire) {
  const rapport = lireOuEchouer(lire);
  return (rapport?.testResults ?? []).flatMap(({ name, status, assertionResults = [] }) => {
    const echoues = assertionResults.filter((t) => t.status === "failed").map((t) => `${name} › ${t.fullName}`);
    return echoues.length === 0 && status === "failed" ? [name] : echoues;
  });
}

export function echecsPlaywright(lire) {
  return tous(lireOuEchouer(lire)?.suites ?? []).flatMap(({ file, specs = [] }) =>
    specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ projectName }) => `${file} [${projectName}] › ${title}`),
    ),
  );
}

export function additionner(bilans) {
  return bilans.reduce((a, b) => bilan(a.passed + b.passed, a.failed + b.failed, a.skipped + b.skipped), bilan(0, 0));
}

/** The closing line, in the form that any continuous integration reads. */
export function ligneDeCloture({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
