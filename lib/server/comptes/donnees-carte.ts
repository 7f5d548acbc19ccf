import "server-only";
import type { Tx } from "@/lib/server/base";

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

/** What a person did on the carte: where and when. The places, the pupils and the ties belong to the carte and to the dossiers. */
export async function rubriquesCarte(tx: Tx, id: string) {
  return [
    { code: "constats", nom: "Constats de places que vous avez saisis", lignes: await constats(tx, id) },
    { code: "effectifs", nom: "Effectifs de référence que vous avez saisis", lignes: await effectifs(tx, id) },
    { code: "motifs", nom: "Motifs d’écart que vous avez demandés", lignes: await motifs(tx, id) },
    { code: "liensCarte", nom: "Demandes de la carte rattachées ou écartées", lignes: await liens(tx, id) },
    { code: "importsCarte", nom: "Fichiers de la carte que vous avez importés", lignes: await imports(tx, id) },
    { code: "colorations", nom: "Rapprochements de colorations que vous avez écartés", lignes: await paires(tx, id) },
  ];
}

async function constats(tx: Tx, saisiParId: string) {
  const lus = await tx.constatPlaces.findMany({
    where: { saisiParId },
    orderBy: [{ saisiLe: "asc" }, { numero: "asc" }, { rentree: "asc" }],
    select: { numero: true, rentree: true, motif: true, precision: true, saisiLe: true },
  });
  return lus.map((c) => ({
    demandeCarte: c.numero,
    rentree: c.rentree,
    motif: c.motif,
    precision: c.precision,
    saisiLe: instant(c.saisiLe),
  }));
}

async function effectifs(tx: Tx, saisiParId: string) {
  const lus = await tx.effectifSaisi.findMany({ where: { saisiParId }, orderBy: [{ saisiLe: "asc" }] });
  return lus.map((e) => ({
    territoire: e.territoire,
    rentree: e.rentree,
    source: e.source,
    saisiLe: instant(e.saisiLe),
  }));
}

async function motifs(tx: Tx, demandeeParId: string) {
  const lus = await tx.demandeMotif.findMany({ where: { demandeeParId }, orderBy: [{ demandeeLe: "asc" }] });
  return lus.map((m) => ({ demandeCarte: m.numero, rentree: m.rentree, demandeLe: instant(m.demandeeLe) }));
}

async function liens(tx: Tx, decideParId: string) {
  const lus = await tx.lienCarte.findMany({
    where: { decideParId },
    orderBy: [{ decideLe: "asc" }, { numero: "asc" }],
    select: { dossierId: true, numero: true, etat: true, decideLe: true },
  });
  return lus.map((l) => ({
    dossier: l.dossierId,
    demandeCarte: l.numero,
    etat: l.etat === "confirme" ? "rattachée" : "écartée",
    decideLe: instant(l.decideLe),
  }));
}

async function imports(tx: Tx, id: string) {
  const lus = await tx.importCarte.findMany({
    where: { OR: [{ commenceParId: id }, { appliqueParId: id }] },
    orderBy: [{ commenceLe: "asc" }, { id: "asc" }],
    select: { nomFichier: true, commenceLe: true, commenceParId: true, appliqueLe: true, appliqueParId: true },
  });
  return lus.map((i) => ({
    fichier: i.nomFichier,
    envoyeParVousLe: i.commenceParId === id ? instant(i.commenceLe) : null,
    appliqueParVousLe: i.appliqueParId === id ? instant(i.appliqueLe) : null,
  }));
}

async function paires(tx: Tx, refuseeParId: string) {
  const lues = await tx.varianteRefusee.findMany({ where: { refuseeParId }, orderBy: [{ refuseeLe: "asc" }] });
  return lues.map((p) => ({ ecarteLe: instant(p.refuseeLe) }));
}
