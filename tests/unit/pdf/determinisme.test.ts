import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { dossierHostile, entreeDe, exemple } from "@/tests/outils/pdf/dossiers";

const empreinte = (octets: Uint8Array) => createHash("sha256").update(octets).digest("hex");

/** Same content, keys in another order, as another tool would write it. */
const remue = <T>(valeur: T): T => {
  if (Array.isArray(valeur)) return valeur.map(remue) as T;
  if (typeof valeur !== "object" || valeur === null) return valeur;
  return Object.fromEntries(
    Object.entries(valeur)
      .reverse()
      .map(([cle, v]) => [cle, remue(v)]),
  ) as T;
};

afterEach(() => vi.useRealTimers());

describe("les mêmes données donnent les mêmes octets", () => {
  it("à deux instants, après un autre document", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2024-02-29T23:59:00Z") });
    const premier = await produireDossierPdf(entreeDe(exemple("fpi-aura")));
    await produireDossierPdf(entreeDe(dossierHostile()));
    vi.setSystemTime(new Date("2031-07-01T00:00:00Z"));
    const second = await produireDossierPdf(entreeDe(exemple("fpi-aura")));
    expect(empreinte(second)).toBe(empreinte(premier));
  });

  it("dans un autre processus, sous un autre fuseau et une autre langue", async () => {
    const ici = empreinte(await produireDossierPdf(entreeDe(exemple("fpi-aura"))));
    const programme = `
      const { createHash } = require("node:crypto");
      const { produireDossierPdf } = require("./lib/pdf/dossier.ts");
      const { entreeDe, exemple } = require("./tests/outils/pdf/dossiers.ts");
      produireDossierPdf(entreeDe(exemple("fpi-aura"))).then((pdf) =>
        process.stdout.write(createHash("sha256").update(pdf).digest("hex")));`;
    for (const TZ of ["Pacific/Kiritimati", "America/Adak"]) {
      const ailleurs = execFileSync(process.execPath, ["--import", "tsx", "-e", programme], {
        encoding: "utf8",
        env: { NODE_ENV: "test", TZ, LANG: "C", LC_ALL: "C" },
      });
      expect(ailleurs).toBe(ici);
    }
  });

  it("quel que soit l’ordre des clés du fichier", async () => {
    const fichier: DossierFichier = { ...exemple("fpi-aura"), justifications: { COFI_ENGAGE: "a", AIDE_ETAT: "b" } };
    const [a, b] = await Promise.all([fichier, remue(fichier)].map((f) => produireDossierPdf(entreeDe(f))));
    expect(empreinte(b as Uint8Array)).toBe(empreinte(a as Uint8Array));
  });

  it("et un centime de différence en donne d’autres", async () => {
    const fichier = exemple("fpi-aura");
    const autre = { ...fichier, financements: [{ source: "france2030" as const, montant: "9500000.01" }] };
    const [a, b] = await Promise.all([fichier, autre].map((f) => produireDossierPdf(entreeDe(f))));
    expect(empreinte(b as Uint8Array)).not.toBe(empreinte(a as Uint8Array));
  });
});
