import "server-only";
import { type Decompte, decompte } from "@/lib/domain/carte/mesures";
import type { Base, Quadrant, Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import { BASES, CODES_METHODE, STATUT_VALIDE, STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import { jourAParis } from "@/lib/domain/dates";
import { PERSONNELS } from "@/lib/domain/orion/champs";
import { direValeur, VIDE } from "@/lib/domain/orion/dire-valeur";
import type { ChangementLu, DemandeCarte, RentreeObservee } from "@/lib/schemas/carte-demandes";
import { base } from "@/lib/server/base";
import { lireOccupees } from "@/lib/server/carte/effectifs/lire-occupees";
import { lirePositions } from "@/lib/server/carte/quadrants/lire-positions";
import { type Agent, cartePermise, importsCartePermis, peut } from "@/lib/server/droits";
import { liensDe } from "@/lib/server/liens/liens-de";
import type { ConstatPlaces, Prisma } from "@/prisma/genere/client";

const HEURE = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" });
const jour = (le: Date | null): string | null => (le === null ? null : jourAParis(le));

const AUTRE = "autres.";
/** Opinions and comments are between the établissement and its région: other readers get neither them nor what changed in them. */
const montre = (champ: string, interne: boolean): boolean => interne && !PERSONNELS.has(champ);

function changementsDe(json: Prisma.JsonValue, interne: boolean): ChangementLu["champs"] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((c) => {
    if (c === null || typeof c !== "object" || Array.isArray(c) || typeof c.champ !== "string") return [];
    if (c.champ.startsWith(AUTRE) && !montre(c.champ.slice(AUTRE.length), interne)) return [];
    return [{ champ: c.champ, avant: direValeur(c.champ, c.avant), apres: direValeur(c.champ, c.apres) }];
  });
}

function basesDe(type: string, statut: string, aConstat: boolean): Base[] {
  const ecartee =
    (TYPES_ECARTES as readonly string[]).includes(type) || (STATUTS_ECARTES as readonly string[]).includes(statut);
  if (ecartee) return [];
  return (Object.keys(BASES) as Base[]).filter(
    (b) => b === "previsionnel" || (statut === STATUT_VALIDE && (b === "valide" || aConstat)),
  );
}

/** From its own rentrée on: what its établissement opened, and who came. Every rentrée where either is known; its own always. */
async function observer(
  client: Parameters<typeof lireOccupees>[0],
  agent: Agent,
  d: { uai: string; cfd: string; rentree: number },
  constats: readonly ConstatPlaces[],
): Promise<RentreeObservee[]> {
  const occupees = await lireOccupees(client, agent, [d]);
  const rentrees = new Set([d.rentree, ...constats.map((c) => c.rentree), ...occupees.rentrees(d)]);
  return [...rentrees]
    .filter((r) => r >= d.rentree)
    .sort((a, b) => a - b)
    .map((rentree) => {
      const c = constats.find((x) => x.rentree === rentree);
      return {
        rentree,
        constat:
          c === undefined
            ? null
            : {
                ...{ rentree, scolaire: c.scolaire, scolaireColoree: c.scolaireColoree },
                ...{ apprentissage: c.apprentissage, apprentissageColoree: c.apprentissageColoree },
                ...{ motif: c.motif, precision: c.precision, source: c.source, le: jourAParis(c.saisiLe) },
              },
        occupees: occupees.a(d, rentree),
      };
    });
}

/** One demand with everything known of it; null: there is none of this number, or it is not this person's to read. */
export async function lireDemandeCarte(agent: Agent, numero: string): Promise<DemandeCarte | null> {
  const client = await base();
  const lue = await client.demandeOrion.findFirst({
    where: { AND: [cartePermise(agent), { numero }] },
    include: {
      constats: { orderBy: { rentree: "asc" } },
      changements: { orderBy: [{ le: "desc" }, { id: "asc" }] },
    },
  });
  if (lue === null) return null;
  const {
    constats,
    changements,
    autres,
    creeeLe,
    modifieeLe,
    importeLe,
    importId: _i,
    creeParImportId: _c,
    ...d
  } = lue;
  const constate = constats.find((c) => c.rentree === d.rentree);
  const ou = { regionAcademique: d.regionAcademique, uai: d.uai };
  const saisirConstat = peut(agent, "constat.saisir", ou);
  const interne = saisirConstat || peut(agent, "carte.importer", ou);
  const positions =
    d.regionAcademique === null ? undefined : (await lirePositions(client, d.regionAcademique, [d.cfd])).get(d.cfd);
  const imports = await client.importCarte.findMany({
    where: { id: { in: changements.map((c) => c.importId) }, AND: [importsCartePermis(agent)] },
    select: { id: true, nomFichier: true },
  });
  return {
    ...d,
    type: d.type as TypeDemande,
    statut: d.statut as Statut,
    quadrant: d.quadrant as Quadrant | null,
    creeeLe: jour(creeeLe),
    modifieeLe: jour(modifieeLe),
    importeeLe: jourAParis(importeLe),
    autres: Object.entries((autres ?? {}) as Prisma.JsonObject).flatMap(([champ, valeur]) => {
      const texte = direValeur(champ, valeur);
      return texte === VIDE || !montre(champ, interne) ? [] : [{ champ, valeur: texte }];
    }),
    bases: basesDe(d.type, d.statut, constate !== undefined),
    methodes: CODES_METHODE.map((methode) => ({
      methode,
      prevu: decompte(methode, d) as Decompte,
      constate: constate === undefined ? null : decompte(methode, constate),
    })),
    observees: await observer(client, agent, d, constats),
    changements: changements.map((c) => ({
      id: c.id,
      le: jourAParis(c.le),
      heure: HEURE.format(c.le),
      import:
        imports.flatMap(({ id, nomFichier }) => (id === c.importId ? [{ id, fichier: nomFichier }] : []))[0] ?? null,
      statutAvant: c.statutAvant,
      statutApres: c.statutApres,
      champs: changementsDe(c.changements, interne),
    })),
    dossiers: await liensDe(agent, numero),
    positions: positions ?? null,
    saisirConstat,
  };
}
