/**
 * The carte of the demo: four campaigns of Auvergne-Rhône-Alpes as two exports of Orion would have brought them, the constats,
 * the rates of the quadrants, and what ties demands to projects. Rows are written as an applied import leaves them, in a
 * few statements: the engine itself is too slow for what every set-up of the tests runs.
 */
import { randomUUID } from "node:crypto";
import type { DemandeLue } from "@/lib/domain/orion/demande";
import { transaction } from "@/lib/server/base";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";
import type { Agent } from "@/lib/server/droits";
import { deciderLiens } from "@/lib/server/liens/decider-liens";
import type { GenreImportCarte } from "@/prisma/genere/enums";
import { transformations } from "../transformations";
import { demandesAura, demandesDuProjet } from "./demandes";
import { constatsExemple, effectifsExemple, RENTREES_CONSTAT } from "./observe";
import { FICHES_CARTE } from "./projets";
import { tauxExemple } from "./taux";

const [PREMIER, SECOND] = [new Date("2025-02-03T08:00:00Z"), new Date("2026-02-03T08:00:00Z")];
const CONSTAT = (rentree: number) => new Date(`${rentree}-10-10T08:00:00Z`);
/** As the dossier itself was made. */
const transformationsDe = (cle: string) => FICHES_CARTE.filter((f) => f.cle === cle).flatMap(transformations);
/** Already there a year before, still to be voted. */
const change = (d: DemandeLue): boolean => d.rentree === 2025 && d.statut === "demande validée";

export async function semerCarte(
  dossiers: { orimob: string; fare: string; fpi: string },
  agents: { region: Agent; equipe: Agent; fpi: Agent },
): Promise<void> {
  const liees = [
    ...demandesDuProjet(
      "ORI",
      transformationsDe("aura-orimob"),
      "CMQ d’excellence Industrie circulaire de la mobilité",
    ),
    ...demandesDuProjet("FARE", transformationsDe("aura-fare"), null),
  ];
  const demandes = demandesAura(liees);
  const ids = { premier: randomUUID(), second: randomUUID(), places: randomUUID() };
  const constats = RENTREES_CONSTAT.map((rentree) => ({ rentree, id: randomUUID() }));
  const importDe = (d: DemandeLue) => (d.rentree === 2026 ? ids.second : ids.premier);
  const deja = demandes.filter((d) => importDe(d) === ids.premier).length;
  const changees = demandes.filter(change);
  const places = constatsExemple(demandes, ids.places);
  const effectifs = constats.map(({ rentree, id }) => ({ rentree, id, lignes: effectifsExemple(rentree, id) }));

  const lot = (id: string, genre: GenreImportCarte, nomFichier: string, le: Date, crees: number, modifies = 0) => ({
    ...{ id, genre, nomFichier, etat: "applique" as const, regionAcademique: "01", format: "csv" },
    ...{ source: genre === "orion" ? "restitution" : null, lues: crees + modifies, crees, modifies },
    ...{
      commenceLe: le,
      battementLe: le,
      appliqueLe: le,
      commenceParId: agents.region.id,
      appliqueParId: agents.region.id,
    },
  });
  await transaction(
    async (tx) => {
      await tx.importCarte.createMany({
        data: [
          lot(ids.premier, "orion", "restitution-aura-2025-02 (exemple).csv", PREMIER, deja),
          lot(
            ids.second,
            "orion",
            "restitution-aura-2026-02 (exemple).csv",
            SECOND,
            demandes.length - deja,
            changees.length,
          ),
          lot(ids.places, "places", "places-ouvertes (exemple).csv", new Date("2026-10-12T08:00:00Z"), places.length),
          ...effectifs.map(({ id, rentree, lignes }) => ({
            ...lot(id, "constat", `constat-rentree-${rentree} (exemple).csv`, CONSTAT(rentree), lignes.length),
            rentree,
          })),
        ],
      });
      await tx.demandeOrion.createMany({
        data: demandes.map((d) => ({
          ...ligneDemande(d),
          ...{ coutTravaux: null, coutEquipement: null, creeParImportId: importDe(d) },
          ...(change(d) || d.rentree === 2026
            ? { importId: ids.second, importeLe: SECOND }
            : { importId: ids.premier, importeLe: PREMIER }),
        })),
      });
      await tx.changementDemande.createMany({
        data: changees.map(({ numero }) => ({
          ...{ numero, importId: ids.second, le: SECOND, changements: [] },
          ...{ statutAvant: "projet de demande", statutApres: "demande validée" },
        })),
      });
      await tx.constatPlaces.createMany({ data: places });
      for (const { lignes } of effectifs) await tx.effectifConstat.createMany({ data: lignes });
      await tx.effectifSaisi.createMany({
        data: [2022, 2023].map((rentree) => ({
          ...{ territoire: "R01", rentree, effectif: rentree === 2022 ? 6_240 : 6_310 },
          ...{
            source: "Tableau de bord de la région académique (exemple)",
            saisiLe: PREMIER,
            saisiParId: agents.region.id,
          },
        })),
      });
      await tx.tauxDevenir.createMany({ data: tauxExemple() });
      await tx.numeroCarte.create({ data: { cle: "carte", numero: 5 } });
    },
    { timeout: 60_000 },
  );
  const rattacher = (agent: Agent, dossierId: string, numeros: readonly string[]) =>
    deciderLiens(
      agent,
      { dossierId, decisions: numeros.map((numero) => ({ numero, etat: "confirme" as const, vu: null })) },
      new Date("2026-03-02T09:00:00Z"),
    );
  // The last ones of each project wait to be confirmed: what the page proposes.
  const duPrefixe = (prefixe: string) =>
    liees
      .map((d) => d.numero)
      .filter((n) => n.startsWith(prefixe))
      .slice(0, -2);
  await rattacher(agents.equipe, dossiers.orimob, duPrefixe("ORI"));
  await rattacher(agents.equipe, dossiers.fare, duPrefixe("FARE"));
  await rattacher(agents.fpi, dossiers.fpi, ["FPI00001"]);
}
