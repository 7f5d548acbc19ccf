import "server-only";
import { COLORATIONS_NATIONALES, type Portee, proposerFusions, racine, reduire } from "@/lib/domain/carte/colorations";
import { STATUTS_ECARTES, TYPES_ECARTES } from "@/lib/domain/carte/methodes";
import type { CodeRegionAcademique } from "@/lib/domain/nomenclatures";
import type { ColorationVue, PaireRefusee, VueColorations } from "@/lib/schemas/colorations";
import { lecture, type Tx } from "@/lib/server/base";
import { type Agent, cartePermise, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import type { Coloration } from "@/prisma/genere/client";

const croissant = new Intl.Collator("fr").compare;

type Ecriture = { libelle: string; demandes: number; places: number; avecCma: number };

/** Labels as the rows of the région that one may read write them, with what the rates retain of those rows. */
async function lireEcritures(tx: Tx, agent: Agent, region: string): Promise<Ecriture[]> {
  const groupes = await tx.demandeOrion.groupBy({
    by: ["coloration", "statut", "type", "amiCma"],
    where: { AND: [cartePermise(agent), { regionAcademique: region, coloration: { not: null } }] },
    _count: true,
    _sum: { scolaireColoreeFuture: true, apprentissageColoreeFuture: true },
  });
  const lues = new Map<string, Ecriture>();
  for (const g of groupes) {
    const libelle = reduire(g.coloration ?? "");
    if (libelle === "") continue;
    const e = lues.get(libelle) ?? { libelle, demandes: 0, places: 0, avecCma: 0 };
    lues.set(libelle, e);
    if ((STATUTS_ECARTES as readonly string[]).includes(g.statut)) continue;
    if ((TYPES_ECARTES as readonly string[]).includes(g.type)) continue;
    e.demandes += g._count;
    e.places += (g._sum.scolaireColoreeFuture ?? 0) + (g._sum.apprentissageColoreeFuture ?? 0);
    if (g.amiCma === true) e.avecCma += g._count;
  }
  return [...lues.values()].sort((a, b) => croissant(a.libelle, b.libelle));
}

type Connue = Pick<
  Coloration,
  "id" | "libelle" | "portee" | "secteur" | "demandeCma" | "attestation" | "version" | "fusionneeDansId"
>;

/** National ones are in the code; their rows, when they exist, bring their version. */
function connues(enBase: readonly Connue[]): Connue[] {
  const absentes = COLORATIONS_NATIONALES.filter((n) => !enBase.some((c) => c.id === n.id));
  return [
    ...enBase,
    ...absentes.map(({ id, libelle, secteur, attestation }) => ({
      ...{ id, libelle, secteur, portee: "nationale", demandeCma: false, attestation },
      ...{ version: 0, fusionneeDansId: null },
    })),
  ];
}

const vueDe = (c: Connue): ColorationVue => ({
  ...{ cle: c.id, designation: { id: c.id, versionVue: c.version }, libelle: c.libelle, portee: c.portee as Portee },
  ...{ secteur: c.secteur, demandeCma: c.demandeCma, attestation: c.attestation },
  ...{ versionNote: null, partenaire: COLORATIONS_NATIONALES.find((n) => n.id === c.id)?.partenaire ?? null },
  ...{ demandes: 0, places: 0, avecCma: 0, ecritures: [], reunies: [], dansLaListe: true },
});

const vueEcrite = (libelle: string): ColorationVue => ({
  ...{ cle: libelle, designation: { libelle }, libelle, portee: "locale", secteur: null, demandeCma: false },
  ...{
    attestation: null,
    versionNote: null,
    partenaire: null,
    demandes: 0,
    places: 0,
    avecCma: 0,
    ecritures: [],
    reunies: [],
    dansLaListe: false,
  },
});

/**
 * The colorations of a région: national ones, those of its list, and every label that its rows write, each read as what it was
 * merged into. Labels that look alike are proposed.
 */
export async function listerColorations(agent: Agent, region: CodeRegionAcademique): Promise<VueColorations> {
  if (!peut(agent, "carte.consulter")) throw interdit();
  const objet = { regionAcademique: region, uai: null };
  const toute = peut(agent, "carte.lire", objet);
  return lecture(async (tx) => {
    const ecritures = await lireEcritures(tx, agent, region);
    // Whoever reads only their own établissement meets the colorations that its rows name, and the national ones.
    const variantes = await tx.varianteColoration.findMany({
      where: { regionAcademique: region, ...(!toute && { libelle: { in: ecritures.map((e) => e.libelle) } }) },
    });
    const lues = connues(
      await tx.coloration.findMany({
        where: { OR: [{ regionAcademique: region }, { portee: "nationale" }] },
        orderBy: { id: "asc" },
      }),
    );
    const vers = new Map(lues.map((c) => [c.id, c.fusionneeDansId]));
    const parId = new Map(lues.filter((c) => c.fusionneeDansId === null).map((c) => [c.id, vueDe(c)]));
    for (const c of lues)
      if (c.fusionneeDansId !== null)
        parId.get(racine(c.id, vers))?.reunies.push({ id: c.id, libelle: c.libelle, version: c.version });
    const notes = await tx.attestationRegionale.findMany({ where: { regionAcademique: region } });
    for (const { colorationId, attestation, version } of notes) {
      const vue = parId.get(colorationId);
      if (vue?.portee === "nationale")
        parId.set(colorationId, { ...vue, attestation: attestation ?? vue.attestation, versionNote: version });
    }
    const parEcriture = new Map(variantes.map((v) => [v.libelle, v.colorationId]));
    // The very label of one in the list is that one: there is nothing to merge.
    for (const c of lues) if (!parEcriture.has(c.libelle)) parEcriture.set(c.libelle, c.id);
    const libres: ColorationVue[] = [];
    for (const e of ecritures) {
      const id = parEcriture.get(e.libelle);
      let vue = id === undefined ? undefined : parId.get(racine(id, vers));
      if (vue === undefined) {
        vue = vueEcrite(e.libelle);
        libres.push(vue);
      }
      vue.demandes += e.demandes;
      vue.places += e.places;
      vue.avecCma += e.avecCma;
      vue.ecritures.push({ libelle: e.libelle, demandes: e.demandes });
    }
    const colorations = [...parId.values(), ...libres]
      .filter((v) => toute || v.portee === "nationale" || v.ecritures.length > 0)
      .sort(
        (a, b) =>
          Number(b.portee === "nationale") - Number(a.portee === "nationale") || croissant(a.libelle, b.libelle),
      );
    const ids = new Set(colorations.map((c) => c.cle));
    const gere = peut(agent, "coloration.gerer", objet);
    const refusees = gere ? await lireRefusees(tx, parId, ids) : [];
    return {
      region,
      gere,
      colorations,
      propositions: gere ? proposer(colorations, refusees) : [],
      refusees,
    };
  });
}

async function lireRefusees(
  tx: Tx,
  parId: ReadonlyMap<string, ColorationVue>,
  ids: ReadonlySet<string>,
): Promise<PaireRefusee[]> {
  const locales = [...parId.values()].filter((c) => c.portee === "locale" && ids.has(c.cle)).map((c) => c.cle);
  const lues = await tx.varianteRefusee.findMany({
    where: { OR: [{ premiereId: { in: locales } }, { secondeId: { in: locales } }] },
    orderBy: { refuseeLe: "desc" },
  });
  return lues.flatMap(({ premiereId, secondeId }) => {
    const [premiere, seconde] = [parId.get(premiereId), parId.get(secondeId)];
    return premiere === undefined || seconde === undefined
      ? []
      : [{ premiereId, secondeId, premiere: premiere.libelle, seconde: seconde.libelle }];
  });
}

function proposer(colorations: readonly ColorationVue[], refusees: readonly PaireRefusee[]) {
  const parCle = new Map(colorations.map((c) => [c.cle, c]));
  const noms = (c: ColorationVue) => [
    c.libelle,
    ...c.reunies.map((r) => r.libelle),
    ...(COLORATIONS_NATIONALES.find((n) => n.id === c.cle)?.autresNoms ?? []),
  ];
  return proposerFusions(
    colorations.map((c) => ({ cle: c.cle, noms: noms(c), nationale: c.portee === "nationale" })),
    refusees.map((r) => [r.premiereId, r.secondeId] as const),
  ).flatMap((p) => {
    const [premiere, seconde] = [parCle.get(p.premiere), parCle.get(p.seconde)];
    return premiere && seconde ? [{ premiere, seconde }] : [];
  });
}
