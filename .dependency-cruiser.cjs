/**
 * Who may import whom (docs/developpement.md). Run by tests/outils/imports.mjs, which fails when nothing was read; each
 * rule has a planted breach in tests/unit/outillage/imports.test.ts.
 */

/** A folder may import these and nothing else of the project. */
const seulement = (nom, de, vers) => ({
  name: nom,
  severity: "error",
  from: { path: de },
  to: { path: "^(app|components|lib|prisma|tests)/", pathNot: vers },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "pas-de-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "import-introuvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    seulement("domain-pur", "^lib/domain/", "^lib/domain/"),
    {
      name: "domain-sans-paquet",
      comment: "No clock, no I/O, no framework: the domain runs in the browser, on the server and in the PDF alike.",
      severity: "error",
      from: { path: "^lib/domain/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"] },
    },
    seulement("schemas", "^lib/schemas/", "^lib/(domain|schemas)/"),
    seulement("pdf", "^lib/pdf/", "^lib/(domain|schemas|pdf)/"),
    seulement("integrations", "^lib/integrations/", "^lib/(domain|schemas|integrations)/|^lib/env\\.ts$"),
    seulement("env", "^lib/env\\.ts$", "^lib/env\\.ts$"),
    seulement("server", "^lib/server/", "^lib/|^prisma/"),
    seulement("cli", "^lib/cli/", "^lib/"),
    seulement("components", "^components/", "^lib/(domain|schemas)/|^components/"),
    seulement("app", "^app/", "^(app|components|lib)/"),
    {
      name: "personne-n-importe-app",
      severity: "error",
      from: { pathNot: "^(app|tests)/" },
      to: { path: "^app/" },
    },
    {
      name: "client-prisma",
      severity: "error",
      from: { pathNot: "^(lib/server|prisma|tests)/" },
      to: { path: "^prisma/genere/|node_modules/@prisma/(client|adapter-pg)/|node_modules/pglite-prisma-adapter/" },
    },
    {
      name: "tests-hors-du-produit",
      severity: "error",
      from: { pathNot: "^tests/|^(playwright|vitest)\\.config\\.ts$" },
      to: { path: "^tests/" },
    },
  ],
  options: {
    // Type imports count: a type from lib/server in a component ties the two as surely as a value.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|^prisma/genere/" },
    exclude: { path: "(^|/)\\.next" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "require", "node", "default", "types"],
    },
  },
};
