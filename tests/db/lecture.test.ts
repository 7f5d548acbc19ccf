import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { lecture, nomBase, utiliserBase } from "@/lib/server/base";
import { apercuPdf } from "@/lib/server/dossiers/apercu-pdf";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import type { Agent } from "@/lib/server/droits";
import { creerAgent, exemple, importer } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

let base: BaseDeTest;
let equipe: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  equipe = await creerAgent(base.client, "equipe_projet");
  id = await importer(equipe, exemple("brouillon-minimal"));
});
afterAll(() => base.fermer());
afterEach(() => utiliserBase(base.client));

test.each([
  ["l’espace", chargerEspace],
  ["l’export", exporterDossier],
  ["l’aperçu", apercuPdf],
])("%s lit le dossier et ses listes au même instant", async (_, lire) => {
  const demandes: unknown[] = [];
  const espion = new Proxy(base.client, {
    get: (cible, cle) =>
      cle === "$transaction"
        ? (fn: never, options?: { isolationLevel?: string }) => {
            demandes.push(options?.isolationLevel);
            return cible.$transaction(fn, options as never);
          }
        : cle === "dossier"
          ? undefined
          : Reflect.get(cible, cle),
  });
  utiliserBase(espion);
  expect(await lire(equipe, id)).not.toBeNull();
  expect(demandes[0]).toBe("RepeatableRead");
});

test("une lecture n’écrit pas", async () => {
  const ecrire = lecture((tx) => tx.dossier.update({ where: { id }, data: { titre: "Changé" } }));
  await expect(ecrire).rejects.toThrow(/read-only/);
});

// PGlite has one connection: a save waits for the end of the reading.
test.skipIf(nomBase() === "pglite")("un enregistrement entre deux lectures ne s’y mêle pas", async () => {
  const { titre } = await base.client.dossier.findUniqueOrThrow({ where: { id } });
  const lus = await lecture(async (tx) => {
    const premier = await tx.dossier.findUniqueOrThrow({ where: { id } });
    await base.client.dossier.update({ where: { id }, data: { titre: "Changé entre-temps" } });
    await base.client.sectionDossier.updateMany({ where: { dossierId: id }, data: { version: { increment: 1 } } });
    const second = await tx.dossier.findUniqueOrThrow({ where: { id }, include: { sections: true } });
    return [premier.titre, second.titre, Math.max(...second.sections.map((s) => s.version))];
  });
  expect(lus).toEqual([titre, titre, 0]);
});
