import { beforeEach, expect, test, vi } from "vitest";
import { REGIMES_PUBLIES } from "@/lib/domain/regimes";
import { versJeu } from "@/lib/schemas/vers-regime";
import { oublierVersionsPubliques, versionsPubliques } from "@/lib/server/regimes/versions-publiques";

const monde = vi.hoisted(() => ({ panne: false, lectures: 0, publies: [] as unknown[] }));
vi.mock("@/lib/server/base", () => ({
  base: async () => ({
    regimePublie: {
      findMany: async () => {
        monde.lectures += 1;
        if (monde.panne) throw Object.assign(new Error("refusée"), { code: "ECONNREFUSED" });
        return monde.publies;
      },
    },
  }),
}));

const T0 = new Date("2026-11-21T10:00:00Z");
const apres = (secondes: number) => new Date(T0.getTime() + secondes * 1000);
const ATCF = REGIMES_PUBLIES.findLast((r) => r.code === "ATCF");

beforeEach(() => {
  oublierVersionsPubliques();
  Object.assign(monde, { panne: false, lectures: 0, publies: [] });
});

const publier = () => {
  if (ATCF === undefined) throw new Error("Aucun régime ATCF");
  const contenu = JSON.parse(JSON.stringify(versJeu({ ...ATCF, numero: ATCF.numero + 1 })));
  monde.publies = [
    { code: "ATCF", contenu, effetLe: new Date("2026-11-01"), motif: "Essai", publieLe: T0, documents: [] },
  ];
};

test("cent lectures d’une même minute interrogent la base une fois ; la suivante, une autre", async () => {
  await Promise.all(Array.from({ length: 100 }, () => versionsPubliques(T0)));
  await versionsPubliques(apres(59));
  expect(monde.lectures).toBe(1);
  publier();
  expect((await versionsPubliques(apres(60))).versions.ATCF).toHaveLength(2);
  expect(monde.lectures).toBe(2);
});

test("une publication faite ici se voit tout de suite", async () => {
  await versionsPubliques(T0);
  publier();
  oublierVersionsPubliques();
  expect((await versionsPubliques(T0)).versions.ATCF).toHaveLength(2);
});

test("sans base, les jeux livrés ; avec ce qui était connu, s’il l’était ; et la page le dit", async () => {
  monde.panne = true;
  const { versions, aJour } = await versionsPubliques(T0);
  expect(aJour).toBe(false);
  expect(versions.ATCF.map((v) => v.regime)).toEqual([ATCF]);
  monde.panne = false;
  publier();
  expect((await versionsPubliques(T0)).aJour).toBe(true);
  monde.panne = true;
  const ensuite = await versionsPubliques(apres(120));
  expect(ensuite.aJour).toBe(false);
  expect(ensuite.versions.ATCF).toHaveLength(2);
});
