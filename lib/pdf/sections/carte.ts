/** What changes on the carte des formations, and the shared plateaux techniques. */
import type { Capacite } from "@/lib/domain/dossier";
import { ecrireNombre } from "@/lib/domain/ecriture";
import { NIVEAUX, TYPES_TRANSFORMATION } from "@/lib/domain/nomenclatures";
import type { EntreePdf } from "../entree";
import type { Feuille } from "../feuille";
import { nomDuPartenaire, texteOu } from "../lecture";
import { type Case, ecrireTableau } from "../tableau";
import { NON_RENSEIGNE, STYLES } from "../theme";

type Transformation = NonNullable<EntreePdf["fichier"]["transformations"]>[number];

const places = (c: Capacite | null | undefined): string | undefined =>
  c == null ? undefined : `${ecrireNombre(c[0])} → ${ecrireNombre(c[1])}`;

/** « dont colorées » only when there are some: zero of zero says nothing. */
function voie(tout: Capacite | null | undefined, colorees: Capacite | null | undefined): Case {
  const lignes = [places(tout) ?? NON_RENSEIGNE];
  if (colorees != null && (colorees[0] !== 0 || colorees[1] !== 0)) lignes.push(`dont colorées ${places(colorees)}`);
  return { texte: lignes.join("\n"), style: tout == null ? STYLES.celluleDiscrete : undefined };
}

const formation = (t: Transformation): string =>
  [
    t.cfd == null ? "CFD non renseigné" : `CFD ${t.cfd}`,
    t.niveau == null
      ? undefined
      : (NIVEAUX.libelles[String(t.niveau) as keyof typeof NIVEAUX.libelles] ?? `Niveau ${t.niveau}`),
    texteOu(t.dispositif) && `Dispositif ${t.dispositif}`,
    texteOu(t.libelleColoration) && `Coloration\u202f: ${t.libelleColoration}`,
    texteOu(t.numeroDemande) && `Demande ${t.numeroDemande}`,
  ]
    .filter((x) => x)
    .join("\n");

export function ecrireTransformations(f: Feuille, { fichier }: EntreePdf): void {
  const transformations = fichier.transformations ?? [];
  if (transformations.length === 0) f.absent();
  else
    ecrireTableau(f, {
      legende: "Transformations de la carte, places actuelles → places futures",
      colonnes: [
        { titre: "Établissement" },
        { titre: "Formation", part: 0.4 },
        { titre: "Rentrée" },
        { titre: "Transformation", part: 0.24 },
        { titre: "Scolaire", part: 0.18 },
        { titre: "Apprentissage", part: 0.18 },
      ],
      rangees: transformations.map((t) => ({
        cases: [
          { texte: t.uai == null ? NON_RENSEIGNE : `UAI ${t.uai}`, entete: true },
          formation(t),
          t.rentree == null ? undefined : String(t.rentree),
          t.type == null ? undefined : TYPES_TRANSFORMATION.libelles[t.type],
          voie(t.scolaire, t.scolaireColoree),
          voie(t.apprentissage, t.apprentissageColoree),
        ],
      })),
    });
  ecrirePlateaux(f, fichier);
}

function ecrirePlateaux(f: Feuille, fichier: EntreePdf["fichier"]): void {
  f.sousTitre("Plateaux techniques partagés");
  const plateaux = fichier.plateauxTechniques ?? [];
  if (plateaux.length === 0) {
    f.absent();
    return;
  }
  const nom = nomDuPartenaire(fichier);
  ecrireTableau(f, {
    legende: "Plateaux techniques, hôtes et usagers",
    colonnes: [
      { titre: "Plateau", part: 0.25 },
      { titre: "Hôte", part: 0.22 },
      { titre: "Usagers", part: 0.25 },
      { titre: "Conditions d’accès", part: 0.28 },
    ],
    rangees: plateaux.map((p) => ({
      cases: [
        { texte: texteOu(p.libelle) ?? NON_RENSEIGNE, entete: true },
        p.hote == null ? undefined : nom(p.hote),
        (p.usagers ?? []).map(nom).join("\n") || undefined,
        texteOu(p.acces),
      ],
    })),
  });
}
