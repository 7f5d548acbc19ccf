import "server-only";
import { type Decompte, decompte } from "@/lib/domain/carte/mesures";
import type { Base, Quadrant, Statut, TypeDemande } from "@/lib/domain/carte/methodes";
import { BASES, CODES_METHODE, STATUT_VALIDE, STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import { jourAParis } from "@/lib/domain/dates";
import type { ChangementLu, DemandeCarte } from "@/lib/schemas/carte-demandes";
import { base } from "@/lib/server/base";
import { lirePositions } from "@/lib/server/carte/quadrants/lire-positions";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import { liensDe } from "@/lib/server/liens/liens-de";
import type { Prisma } from "@/prisma/genere/client";

const jour = (le: Date | null): string | null => (le === null ? null : jourAParis(le));

/** The value of a field in the history, as text: codes and figures of Orion, nothing of ours. */
export function enTexte(valeur: unknown): string {
  if (valeur === null || valeur === undefined || valeur === "") return "";
  if (Array.isArray(valeur)) return valeur.map(enTexte).filter(Boolean).join(", ");
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  return String(valeur);
}

function changementsDe(json: Prisma.JsonValue): ChangementLu["champs"] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((c) => {
    if (c === null || typeof c !== "object" || Array.isArray(c) || typeof c.champ !== "string") return [];
    return [{ champ: c.champ, avant: enTexte(c.avant), apres: enTexte(c.apres) }];
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
  const positions =
    d.regionAcademique === null ? undefined : (await lirePositions(client, d.regionAcademique, [d.cfd])).get(d.cfd);
  return {
    ...d,
    type: d.type as TypeDemande,
    statut: d.statut as Statut,
    quadrant: d.quadrant as Quadrant | null,
    creeeLe: jour(creeeLe),
    modifieeLe: jour(modifieeLe),
    importeeLe: jourAParis(importeLe),
    autres: Object.entries((autres ?? {}) as Prisma.JsonObject).flatMap(([champ, valeur]) => {
      const texte = enTexte(valeur);
      return texte === "" ? [] : [{ champ, valeur: texte }];
    }),
    bases: basesDe(d.type, d.statut, constate !== undefined),
    methodes: CODES_METHODE.map((methode) => ({
      methode,
      prevu: decompte(methode, d) as Decompte,
      constate: constate === undefined ? null : decompte(methode, constate),
    })),
    constats: constats.map((c) => ({
      rentree: c.rentree,
      scolaire: c.scolaire,
      scolaireColoree: c.scolaireColoree,
      apprentissage: c.apprentissage,
      apprentissageColoree: c.apprentissageColoree,
      motif: c.motif,
      precision: c.precision,
      source: c.source,
      le: jourAParis(c.saisiLe),
    })),
    changements: changements.map((c) => ({
      id: c.id,
      le: jourAParis(c.le),
      statutAvant: c.statutAvant,
      statutApres: c.statutApres,
      champs: changementsDe(c.changements),
    })),
    dossiers: await liensDe(agent, numero),
    positions: positions ?? null,
    saisirConstat: peut(agent, "constat.saisir", { regionAcademique: d.regionAcademique, uai: d.uai }),
  };
}
