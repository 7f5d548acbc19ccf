import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { extraireAPart } from "@/lib/server/dossiers/extraire-a-part";
import { entreeDe, exemple } from "@/tests/outils/pdf/dossiers";

const chemin = path.join(mkdtempSync("/tmp/rigel-extraire-"), "dossier.pdf");

test("les données d’un PDF de Rigel reviennent d’un processus à part, dans la limite dite", async () => {
  const fichier = exemple("fpi-aura");
  writeFileSync(chemin, await produireDossierPdf(entreeDe(fichier)));
  const lu = await extraireAPart({ chemin, octetsMax: 5_000_000 });
  expect(lu.ok && JSON.parse(lu.texte)).toEqual(fichier);
  expect(await extraireAPart({ chemin, octetsMax: 10 })).toEqual({ ok: false, motif: "trop_lourd" });
  writeFileSync(chemin, "%PDF-1.7 rien");
  expect(await extraireAPart({ chemin, octetsMax: 10 })).toEqual({ ok: false, motif: "illisible" });
}, 180_000);
