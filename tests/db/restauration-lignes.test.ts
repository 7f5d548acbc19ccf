import { mkdirSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { restaurer } from "@/lib/server/sauvegarde/restaurer";
import { sauvegarder } from "@/lib/server/sauvegarde/sauvegarder";
import { creerAgent, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-lignes-") } };
});
/** node:readline as it is from Node 24 on: the restore must not depend on where it cuts. */
vi.mock("node:readline", () => ({
  createInterface: async function* ({ input }: { input: AsyncIterable<Buffer> }) {
    const octets: Buffer[] = [];
    for await (const morceau of input) octets.push(morceau);
    yield* Buffer.concat(octets)
      .toString("utf8")
      .split(/\r?\n|[\r\u2028\u2029]/)
      .filter((ligne) => ligne !== "");
  },
}));
vi.setConfig({ testTimeout: 120_000 });

const TITRE = "Lycée des métiers\u2028de la mer\u2029et du littoral";
let base: BaseDeTest;
beforeAll(async () => {
  base = await baseDeTest();
}, 120_000);
afterAll(() => base.fermer());

test("un titre aux séparateurs de ligne d’Unicode est restauré tel quel", async () => {
  const agent = await creerAgent(base.client, "equipe_projet", { prenom: "Éloïse" });
  const id = await importer(agent, exemple("brouillon-minimal"));
  await base.client.dossier.update({ where: { id }, data: { titre: TITRE } });
  const archive = path.join(env.RIGEL_DATA, "archives", "tout.tar.gz");
  mkdirSync(path.dirname(archive), { recursive: true });
  await sauvegarder(archive, new Date("2024-03-20T08:00:00Z"));

  await base.client.dossier.update({ where: { id }, data: { titre: "perdu" } });
  // On a server the connections of the test itself are open: what « --force » is for.
  await restaurer(archive, { remplacer: true, force: true }, new Date("2024-03-21T08:00:00Z"));
  expect(await base.client.dossier.findUnique({ where: { id }, select: { titre: true } })).toEqual({ titre: TITRE });
});
