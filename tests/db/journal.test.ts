import { mkdtempSync } from "node:fs";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Anomalie } from "@/lib/domain/journal";
import { empreinteEntree } from "@/lib/domain/journal";
import { faireEmpreintes } from "@/lib/server/audit/faire-empreintes";
import { lireLot } from "@/lib/server/audit/lire-chaine";
import { verifierJournal } from "@/lib/server/audit/verifier-journal";
import { transaction } from "@/lib/server/base";
import { deposerDossier } from "@/lib/server/dossiers/deposer-dossier";
import { exporterDossier } from "@/lib/server/dossiers/exporter-dossier";
import type { Agent } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { fermerBail, ouvrirBail } from "@/lib/server/session/bail";
import { sha256 } from "@/lib/server/sha256";
import { contenuDe, remplirSection } from "@/tests/outils/editer";
import { derriere, faux, RESCELLER, SCELLER_SEULE, vieillir } from "./falsifier";
import { creerAgent, deposable, exemple, importer, JOUR_DEPOT, octetsPdf, versionsVues } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

// Its own data folder: a filing leaves its PDF there.
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-journal-") } };
});

let base: BaseDeTest;
let agent: Agent;
let dossiers: string[];

type Rangee = { id: string; chaine: string; rang: number };
let rangees: Rangee[];

const lireRangees = () =>
  base.client.$queryRaw<
    Rangee[]
  >`SELECT "id"::text AS "id", "chaine", "rang" FROM "EntreeJournal" ORDER BY "chaine" COLLATE "C", "rang"`;

/** Everything that the real use cases write: sign-in, import, saves, export, filing, sign-out. */
async function vivre(): Promise<void> {
  const jeton = await ouvrirBail(agent.id, { action: "session.ouvrir_persona", methode: "persona" }, JOUR_DEPOT);
  dossiers = [
    await importer(agent, deposable(exemple("fpi-aura"))),
    await importer(agent, exemple("brouillon-minimal")),
  ];
  for (const dossierId of dossiers)
    for (const acronyme of ["PREMIER", "DEUXIÈME «\u202f€\u202f»", "TROISIÈME"]) {
      const identite = await contenuDe(agent, dossierId, "identite");
      await remplirSection(agent, dossierId, "identite", { ...identite, acronyme }, JOUR_DEPOT);
    }
  const depose = dossiers[0] as string;
  for (const { id, type } of await base.client.piece.findMany({ where: { dossierId: depose } }))
    await ajouterPiece(agent, { dossierId: depose, pieceId: id, nom: `${type}.pdf`, octets: octetsPdf() }, JOUR_DEPOT);
  await exporterDossier(agent, depose);
  await deposerDossier(agent, { dossierId: depose, versionsVues: await versionsVues(agent, depose) }, JOUR_DEPOT);
  await fermerBail(jeton, JOUR_DEPOT);
}

beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "equipe_projet");
  await vivre();
  await vieillir(base.client, 2);
  // A second day, on top of the first one.
  await exporterDossier(agent, dossiers[0] as string);
  await exporterDossier(agent, dossiers[1] as string);
  await transaction((tx) => ecrireEntree(tx, { action: "session.fermer", acteur: agent }));
  await vieillir(base.client, 1);
  await faireEmpreintes(new Date());
  // And what is written today, that no digest covers yet.
  await exporterDossier(agent, dossiers[0] as string);
  await transaction((tx) => ecrireEntree(tx, { action: "session.fermer", acteur: agent }));
  rangees = await lireRangees();
  await derriere(base.client, async (sql) => {
    for (const table of TABLES) await sql(`CREATE TABLE "garde_${table}" AS TABLE "${table}"`);
  });
}, 120_000);
afterAll(() => base.fermer());

const TABLES = ["EntreeJournal", "ChaineJournal", "EmpreinteJour"] as const;

/** Puts the journal back as it was before the tampering. */
async function remettre(): Promise<void> {
  await derriere(base.client, async (sql) => {
    await sql(`ALTER TABLE "EntreeJournal" ALTER COLUMN "id" SET GENERATED ALWAYS`);
    for (const table of TABLES) {
      await sql(`DELETE FROM "${table}"`);
      const valeurs = table === "EntreeJournal" ? "OVERRIDING SYSTEM VALUE" : "";
      await sql(`INSERT INTO "${table}" ${valeurs} SELECT * FROM "garde_${table}"`);
    }
  });
}

async function apresFraude(...ordres: string[]): Promise<Anomalie[]> {
  try {
    await derriere(base.client, async (sql) => {
      for (const ordre of ordres) await sql(ordre);
    });
    return (await verifierJournal()).anomalies;
  } finally {
    await remettre();
  }
}

/** Some finding names this row, by its chain and rank. */
const nomme = (anomalies: readonly Anomalie[], { chaine, rang }: Rangee): boolean =>
  anomalies.some((a) => a.chaine === chaine && a.de !== null && a.a !== null && a.de <= rang && rang <= a.a);

const uneRangee = fc.nat().map((n) => rangees[n % rangees.length] as Rangee);
const ESSAIS = { numRuns: 12 };
/** Two rows of one chain. */
const deuxRangees = fc.tuple(uneRangee, fc.nat()).map(([une, n]) => {
  const autres = rangees.filter((r) => r.chaine === une.chaine && r.rang !== une.rang);
  return [une, autres[n % autres.length] as Rangee] as const;
});

describe("le journal intact", () => {
  it("est sain, et l’histoire compte plusieurs chaînes, plusieurs jours", async () => {
    const { anomalies, chaines, entrees, jours } = await verifierJournal();
    expect(anomalies).toEqual([]);
    expect(chaines).toBe(3);
    expect(entrees).toBe(rangees.length);
    expect(entrees).toBeGreaterThan(15);
    expect(jours).toBeGreaterThanOrEqual(3);
  });

  it("l’est aussi vu d’un seul dossier", async () => {
    const { anomalies, chaines } = await verifierJournal({ dossierId: dossiers[0] });
    expect({ anomalies, chaines }).toEqual({ anomalies: [], chaines: 1 });
  });
});

const COLONNES: Record<string, string> = {
  le: `"le" + interval '1 millisecond'`,
  acteurId: `CASE WHEN "acteurId" IS NULL THEN gen_random_uuid() END`,
  dossierId: `gen_random_uuid()`,
  action: `"action" || 'x'`,
  issue: `CASE "issue" WHEN 'ok' THEN 'refus' ELSE 'ok' END`,
  objet: `COALESCE("objet", '') || ' '`,
  avant: `COALESCE("avant", '{}'::jsonb) || '{"ajout": 1}'::jsonb`,
  apres: `COALESCE("apres", '{}'::jsonb) || '{"ajout": 1}'::jsonb`,
  requeteId: `COALESCE("requeteId", '') || '0'`,
  precedente: `repeat('a', 64)`,
  empreinte: `repeat('b', 64)`,
};

describe("toute falsification est trouvée, et le coupable nommé", () => {
  it.each(Object.entries(COLONNES))("une colonne changée : %s", async (colonne, valeur) => {
    await fc.assert(
      fc.asyncProperty(uneRangee, async (r) => {
        const trouvees = await apresFraude(`UPDATE "EntreeJournal" SET "${colonne}" = ${valeur} WHERE "id" = ${r.id}`);
        expect(nomme(trouvees, r)).toBe(true);
        // One row altered is one finding.
        expect(trouvees).toHaveLength(1);
        expect(trouvees[0]).toMatchObject({ genre: "alteree", id: r.id });
      }),
      { numRuns: 3 },
    );
  });

  it("le numéro, la chaîne ou le rang changés", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, fc.constantFrom("id", "chaine", "rang"), async (r, quoi) => {
        const ordre = {
          id: `ALTER TABLE "EntreeJournal" ALTER COLUMN "id" SET GENERATED BY DEFAULT;UPDATE "EntreeJournal" SET "id" = "id" + 100000 WHERE "id" = ${r.id}`,
          chaine: `UPDATE "EntreeJournal" SET "chaine" = 'ailleurs' WHERE "id" = ${r.id}`,
          rang: `UPDATE "EntreeJournal" SET "rang" = "rang" + 1000 WHERE "id" = ${r.id}`,
        }[quoi];
        expect(nomme(await apresFraude(...(ordre?.split(";") ?? [])), r)).toBe(true);
      }),
      ESSAIS,
    );
  });

  it("un contenu changé et scellé de nouveau, seul", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, async (r) => {
        const trouvees = await apresFraude(
          `UPDATE "EntreeJournal" SET "action" = 'dossier.autre' WHERE "id" = ${r.id}`,
          SCELLER_SEULE(r.id),
        );
        expect(nomme(trouvees, r)).toBe(true);
        expect(trouvees).toHaveLength(1);
      }),
      ESSAIS,
    );
  });

  it("une ou plusieurs entrées retirées, où que ce soit", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, fc.integer({ min: 0, max: 3 }), async (r, n) => {
        const trouvees = await apresFraude(
          `DELETE FROM "EntreeJournal" WHERE "chaine" = '${r.chaine}' AND "rang" BETWEEN ${r.rang} AND ${r.rang + n}`,
        );
        expect(nomme(trouvees, r)).toBe(true);
        expect(trouvees.map((a) => a.genre)).toEqual(["retiree"]);
      }),
      ESSAIS,
    );
  });

  it("toute une chaîne retirée, avec ou sans sa tête", async () => {
    for (const chaine of new Set(rangees.map((r) => r.chaine)))
      for (const avecTete of [false, true]) {
        const trouvees = await apresFraude(
          `DELETE FROM "EntreeJournal" WHERE "chaine" = '${chaine}'`,
          ...(avecTete ? [`DELETE FROM "ChaineJournal" WHERE "chaine" = '${chaine}'`] : []),
        );
        expect(trouvees.some((a) => a.chaine === chaine)).toBe(true);
      }
  });

  it("la dernière retirée et la tête reculée : l’empreinte du jour le dit, si le jour est scellé", async () => {
    for (const chaine of new Set(rangees.map((r) => r.chaine))) {
      const trouvees = await apresFraude(
        `DELETE FROM "EntreeJournal" WHERE "chaine" = '${chaine}' AND "rang" >= 3`,
        `UPDATE "ChaineJournal" c SET "rang" = 2, "empreinte" = e."empreinte", "le" = e."le" FROM "EntreeJournal" e
          WHERE e."chaine" = c."chaine" AND e."rang" = 2 AND c."chaine" = '${chaine}'`,
      );
      expect(trouvees).toMatchObject([{ genre: "jour", chaine }]);
    }
  });

  const inserer = (r: Rangee, rang: string) =>
    `INSERT INTO "EntreeJournal" ("id", "le", "acteurId", "dossierId", "action", "issue", "objet", "avant", "apres",
       "requeteId", "chaine", "rang", "precedente", "empreinte") OVERRIDING SYSTEM VALUE
     SELECT 999999, "le", "acteurId", "dossierId", 'dossier.glisser', "issue", "objet", "avant", "apres", "requeteId",
       "chaine", ${rang}, "empreinte", '${faux("glisse")}' FROM "EntreeJournal" WHERE "id" = ${r.id}`;

  it("une entrée ajoutée en bout de chaîne, scellée ou non", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, fc.boolean(), async ({ chaine }, scellee) => {
        const derniere = rangees.filter((r) => r.chaine === chaine).at(-1) as Rangee;
        const trouvees = await apresFraude(
          inserer(derniere, `"rang" + 1`),
          ...(scellee ? [SCELLER_SEULE("999999")] : []),
        );
        expect(nomme(trouvees, { ...derniere, rang: derniere.rang + 1 })).toBe(true);
      }),
      ESSAIS,
    );
  });

  it("une entrée glissée au milieu, la suite décalée d’un rang, scellée ou non", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, fc.boolean(), async (r, scellee) => {
        const derniere = rangees.filter((x) => x.chaine === r.chaine).at(-1) as Rangee;
        fc.pre(r.rang < derniere.rang);
        const trouvees = await apresFraude(
          `UPDATE "EntreeJournal" SET "rang" = -"rang" WHERE "chaine" = '${r.chaine}' AND "rang" > ${r.rang}`,
          `UPDATE "EntreeJournal" SET "rang" = 1 - "rang" WHERE "chaine" = '${r.chaine}' AND "rang" < 0`,
          inserer(r, `"rang" + 1`),
          ...(scellee ? [SCELLER_SEULE("999999")] : []),
        );
        expect(trouvees.some((a) => a.id === "999999" && a.de === r.rang + 1)).toBe(true);
        // What was shifted is one finding, however long.
        expect(trouvees.filter((a) => a.genre === "deplacee")).toHaveLength(1);
      }),
      ESSAIS,
    );
  });

  it("deux entrées échangées", async () => {
    await fc.assert(
      fc.asyncProperty(deuxRangees, async ([a, b]) => {
        const trouvees = await apresFraude(
          `UPDATE "EntreeJournal" SET "rang" = -1 WHERE "id" = ${a.id}`,
          `UPDATE "EntreeJournal" SET "rang" = ${a.rang} WHERE "id" = ${b.id}`,
          `UPDATE "EntreeJournal" SET "rang" = ${b.rang} WHERE "id" = ${a.id}`,
        );
        expect(nomme(trouvees, a) && nomme(trouvees, b)).toBe(true);
        expect(new Set(trouvees.map((t) => t.genre))).toEqual(new Set(["deplacee"]));
      }),
      ESSAIS,
    );
  });

  it("une tête changée", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("service", ...["0", "1"]),
        fc.constantFrom(
          `"rang" = "rang" + 1`,
          `"rang" = "rang" - 1`,
          `"empreinte" = repeat('c', 64)`,
          `"le" = "le" + interval '1 ms'`,
        ),
        async (qui, changement) => {
          const chaine = qui === "service" ? qui : (dossiers[Number(qui)] as string);
          const trouvees = await apresFraude(`UPDATE "ChaineJournal" SET ${changement} WHERE "chaine" = '${chaine}'`);
          expect(trouvees).toMatchObject([{ genre: "tete", chaine }]);
        },
      ),
      ESSAIS,
    );
    const trouvees = await apresFraude(`DELETE FROM "ChaineJournal" WHERE "chaine" = 'service'`);
    expect(trouvees).toMatchObject([{ genre: "tete", chaine: "service" }]);
  });

  it("toute une suite réécrite et rechaînée : la tête, puis l’empreinte du jour la trahissent", async () => {
    await fc.assert(
      fc.asyncProperty(uneRangee, fc.boolean(), async (r, avecTete) => {
        const suite = `"chaine" = '${r.chaine}' AND "rang" >= ${r.rang}`;
        const scellee = (await base.client.$queryRaw<{ n: number }[]>`
          SELECT COUNT(*)::int AS n FROM "EmpreinteJour" j, jsonb_each(j."tetes") t
           WHERE t.key = ${r.chaine} AND (t.value->>0)::int >= ${r.rang}`) as [{ n: number }];
        const trouvees = await apresFraude(
          `UPDATE "EntreeJournal" SET "action" = 'dossier.autre' WHERE "id" = ${r.id}`,
          RESCELLER(suite),
          ...(avecTete
            ? [
                `UPDATE "ChaineJournal" c SET "empreinte" = e."empreinte" FROM "EntreeJournal" e
                  WHERE e."chaine" = c."chaine" AND e."rang" = c."rang" AND c."chaine" = '${r.chaine}'`,
              ]
            : []),
        );
        // Written today and re-chained up to the head: nothing inside the database can tell before the day is sealed.
        if (avecTete && scellee[0].n === 0) expect(trouvees).toEqual([]);
        else expect(trouvees.some((a) => a.chaine === r.chaine)).toBe(true);
        if (avecTete && scellee[0].n > 0) {
          expect(trouvees).toHaveLength(1);
          expect(trouvees[0]).toMatchObject({ genre: "jour" });
          expect(trouvees[0]?.de).toBeGreaterThanOrEqual(r.rang);
        }
      }),
      ESSAIS,
    );
  });

  it("une empreinte de journée changée, refaite ou retirée", async () => {
    const jours = await base.client.$queryRaw<
      { jour: string }[]
    >`SELECT "jour"::text AS jour FROM "EmpreinteJour" ORDER BY 1`;
    const premier = jours[0]?.jour as string;
    for (const changement of [
      `"entrees" = "entrees" + 1`,
      `"tetes" = "tetes" || '{"service": [1, "x"]}'::jsonb`,
      `"precedente" = repeat('d', 64)`,
      `"empreinte" = repeat('e', 64)`,
    ]) {
      const trouvees = await apresFraude(`UPDATE "EmpreinteJour" SET ${changement} WHERE "jour" = '${premier}'`);
      expect(trouvees).toMatchObject([{ genre: "jour", jour: premier }]);
    }
    expect(await apresFraude(`DELETE FROM "EmpreinteJour" WHERE "jour" = '${premier}'`)).toMatchObject([
      { genre: "jour" },
    ]);
    expect(await apresFraude(`DELETE FROM "EmpreinteJour" WHERE "jour" = '${jours[1]?.jour}'`)).toMatchObject([
      { genre: "jour", jour: jours[1]?.jour },
    ]);
  });

  it("le journal et toutes ses empreintes refaits : une empreinte gardée ailleurs le dit", async () => {
    const jours = await base.client.$queryRaw<{ jour: string; empreinte: string }[]>`
      SELECT "jour"::text AS jour, "empreinte" FROM "EmpreinteJour" ORDER BY 1 DESC`;
    const [dernier] = jours as [{ jour: string; empreinte: string }];
    expect((await verifierJournal({ ancres: [dernier] })).anomalies).toEqual([]);
    try {
      await derriere(base.client, async (sql) => {
        await sql(`UPDATE "EntreeJournal" SET "action" = 'dossier.autre' WHERE "id" = ${rangees[0]?.id}`);
        await sql(RESCELLER("TRUE"));
        await sql(`UPDATE "ChaineJournal" c SET "empreinte" = e."empreinte" FROM "EntreeJournal" e
          WHERE e."chaine" = c."chaine" AND e."rang" = c."rang"`);
        await sql(`DELETE FROM "EmpreinteJour"`);
      });
      await faireEmpreintes(new Date());
      expect((await verifierJournal()).anomalies).toEqual([]);
      expect((await verifierJournal({ ancres: [dernier] })).anomalies).toMatchObject([
        { genre: "ancre", jour: dernier.jour },
      ]);
    } finally {
      await remettre();
    }
  });
});

describe("ce que l’application peut faire par erreur est refusé", () => {
  afterEach(async () => {
    expect((await verifierJournal()).anomalies).toEqual([]);
  });

  it.each([
    `UPDATE "EntreeJournal" SET "action" = 'x'`,
    `DELETE FROM "EntreeJournal"`,
    `TRUNCATE "EntreeJournal" CASCADE`,
    `TRUNCATE "Dossier" CASCADE`,
    `TRUNCATE "Utilisateur" CASCADE`,
    `UPDATE "Dossier" SET "id" = gen_random_uuid()`,
    `DELETE FROM "Dossier"`,
    `INSERT INTO "EntreeJournal" ("id", "action") VALUES (1, 'x')`,
    `INSERT INTO "EntreeJournal" ("id", "action") VALUES (1, 'x') ON CONFLICT DO NOTHING`,
    `INSERT INTO "EntreeJournal" ("id", "action") VALUES (1, 'x') ON CONFLICT ("id") DO UPDATE SET "action" = 'y'`,
    `INSERT INTO "ChaineJournal" VALUES ('x', 0, '', now())`,
    `UPDATE "ChaineJournal" SET "rang" = "rang" + 1`,
    `DELETE FROM "ChaineJournal"`,
    `TRUNCATE "ChaineJournal"`,
    `UPDATE "EmpreinteJour" SET "entrees" = 0`,
    `DELETE FROM "EmpreinteJour"`,
    `TRUNCATE "EmpreinteJour"`,
    `INSERT INTO "EmpreinteJour" VALUES ('2100-01-01', '{}', 0, '', '')`,
    `INSERT INTO "EmpreinteJour" VALUES ('2001-01-01', '{}', 0, '', '')`,
  ])("%s", async (ordre) => {
    await expect(base.client.$executeRawUnsafe(ordre)).rejects.toThrow();
  });

  it("updateMany, deleteMany et upsert de Prisma", async () => {
    const { entreeJournal } = base.client;
    const id = BigInt(rangees[0]?.id ?? 0);
    await expect(entreeJournal.updateMany({ data: { action: "x" } })).rejects.toThrow();
    await expect(entreeJournal.deleteMany({ where: { id } })).rejects.toThrow();
    await expect(
      entreeJournal.upsert({ where: { id }, update: { action: "x" }, create: { action: "x" } }),
    ).rejects.toThrow();
  });

  it("une entrée qui se donne une date, un rang, un lien : la chaîne les décide", async () => {
    const [ecrite] = await base.client.$queryRaw<{ le: Date; rang: number }[]>`
      INSERT INTO "EntreeJournal" ("action", "le", "chaine", "rang", "precedente", "empreinte")
      VALUES ('session.fermer', '2001-01-01', 'x', -4, 'x', 'x') RETURNING "le", "rang"`;
    expect(ecrite?.rang).toBeGreaterThan(1);
    expect(Math.abs(Date.now() - (ecrite?.le.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it("une table temporaire du même nom ne détourne pas la chaîne", async () => {
    await base.client.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`CREATE TEMP TABLE "ChaineJournal" (LIKE public."ChaineJournal") ON COMMIT DROP`);
      await tx.$executeRawUnsafe(`INSERT INTO public."EntreeJournal" ("action") VALUES ('session.fermer')`);
    });
  });
});

describe("à plusieurs", () => {
  it("vingt écritures à la fois sur un dossier, vingt autres ailleurs : aucune chaîne n’a de trou", async () => {
    const [a, b] = dossiers as [string, string];
    const ecrire = (dossierId: string | null, n: number) =>
      transaction((tx) => ecrireEntree(tx, { action: "dossier.exporter", acteur: agent, dossierId, objet: String(n) }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => [ecrire(a, n), ecrire(n % 2 ? b : null, n)]).flat());
    const { anomalies } = await verifierJournal();
    expect(anomalies).toEqual([]);
  });

  it("un téléchargement pendant qu’un dossier est tenu : ni attente croisée, ni perte", async () => {
    const dossierId = dossiers[0] as string;
    const lire = () => transaction((tx) => ecrireEntree(tx, { action: "dossier.exporter", acteur: agent, dossierId }));
    const tenir = () =>
      transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Dossier" WHERE "id" = ${dossierId}::uuid FOR UPDATE`;
        await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
        await ecrireEntree(tx, { action: "dossier.rouvrir", acteur: agent, dossierId });
      });
    const effacer = () =>
      transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM "Utilisateur" WHERE "id" = ${agent.id}::uuid FOR UPDATE`;
        await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
        await ecrireEntree(tx, { action: "session.fermer", acteur: agent });
      });
    await Promise.all([tenir(), lire(), lire(), effacer(), lire(), tenir(), lire()]);
    expect((await verifierJournal()).anomalies).toEqual([]);
  });
});

describe("le calcul refait hors de la base", () => {
  /** What a text column holds: neither half a character nor NUL. */
  const propre = (t: string) => t.replace(/\p{Surrogate}/gu, "?").replaceAll("\u0000", "\u0001");
  const texte = fc.string({ unit: "binary", maxLength: 40 }).map(propre);
  it("donne la même empreinte pour un contenu quelconque", async () => {
    await fc.assert(
      fc.asyncProperty(texte, fc.jsonValue(), async (objet, valeur) => {
        const apres = JSON.parse(
          JSON.stringify({ valeur, grand: "x".repeat(5000), n: 1e300 }, (_, v) =>
            typeof v === "string"
              ? propre(v)
              : v !== null && typeof v === "object" && !Array.isArray(v)
                ? Object.fromEntries(Object.entries(v).map(([c, w]) => [propre(c), w]))
                : v,
          ),
        );
        await transaction((tx) => ecrireEntree(tx, { action: "dossier.exporter", objet, acteur: agent, apres }));
        const [{ rang }] = await base.client.$queryRaw<[{ rang: number }]>`
          SELECT "rang" FROM "ChaineJournal" WHERE "chaine" = 'service'`;
        const { lignes } = await lireLot("service", { rang: rang - 1, id: "9223372036854775807" });
        expect(lignes).toHaveLength(1);
        for (const ligne of lignes) expect(empreinteEntree(ligne, sha256)).toBe(ligne.empreinte);
      }),
      { numRuns: 60 },
    );
  });
});
