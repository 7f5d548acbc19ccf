import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { balayerReception } from "@/lib/integrations/stockage";

test("au démarrage, seuls les envois interrompus depuis plus d’un jour s’effacent", async () => {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-reception-"));
  const maintenant = new Date("2026-11-21T12:00:00Z");
  for (const [nom, heures] of [
    ["vieux", 25],
    ["recent", 23],
  ] as const) {
    writeFileSync(path.join(dossier, nom), "octets");
    const date = new Date(maintenant.getTime() - heures * 3_600_000);
    utimesSync(path.join(dossier, nom), date, date);
  }
  expect(await balayerReception(maintenant, dossier)).toBe(1);
  expect(readdirSync(dossier)).toEqual(["recent"]);
  expect(await balayerReception(maintenant, path.join(dossier, "absent"))).toBe(0);
});
