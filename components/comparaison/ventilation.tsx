import type { Axe, Cote, LigneArgent, Ventilation } from "@/lib/domain/comparaison/montants";
import { accorder } from "@/lib/domain/ecriture";
import { POSTES, SOURCES } from "@/lib/domain/nomenclatures";
import type { DossierFichier } from "@/lib/schemas/rigel-dossier";
import { Barres } from "./barres";
import { TableauCompare } from "./tableau-compare";
import { ecrireCote, ecrireEcart } from "./vue";

export const NOMS_AXE: Record<Axe, { titre: string; court: string; colonne: string }> = {
  partenaire: { titre: "Dépenses par partenaire", court: "Partenaire", colonne: "Partenaire" },
  poste: { titre: "Dépenses par poste", court: "Poste", colonne: "Poste" },
  annee: { titre: "Dépenses par année", court: "Année", colonne: "Année" },
  source: { titre: "Ressources par source", court: "Source", colonne: "Source de financement" },
};

/** A partner bears its latest name; the one it had is said beside. */
function nommer(axe: Axe, cle: string | null, avant: DossierFichier, apres: DossierFichier): string {
  if (cle === null) return "Non renseigné";
  if (axe === "annee") return cle;
  if (axe === "poste") return POSTES.libelles[cle as keyof typeof POSTES.libelles] ?? cle;
  if (axe === "source") return SOURCES.libelles[cle as keyof typeof SOURCES.libelles] ?? cle;
  const nomDans = (f: DossierFichier) => f.partenaires?.find((p) => p.id === cle)?.nom ?? null;
  const [ancien, nouveau] = [nomDans(avant), nomDans(apres)];
  if (ancien !== null && nouveau !== null && ancien !== nouveau) return `${nouveau} (auparavant : ${ancien})`;
  return nouveau ?? ancien ?? "Partenaire sans nom";
}

function Montant({ cote }: { cote: Cote | null }) {
  const texte = ecrireCote(cote);
  if (cote === null || texte === null)
    return (
      <>
        <span aria-hidden="true">—</span>
        <span className="fr-sr-only">aucune ligne</span>
      </>
    );
  const partiel = cote.sansMontant > 0 && cote.sansMontant < cote.lignes;
  return (
    <>
      {texte}
      {partiel ? <span className="fr-hint-text">{accorder(cote.sansMontant, "ligne")} sans montant</span> : null}
    </>
  );
}

/** A side without lines is no zero: the row came, or went. */
function ecart({ avant, apres, ecart }: LigneArgent): string {
  const valeur = ecrireEcart(ecart);
  if (avant === null && apres !== null) return ecart === 0n ? "ajouté" : `${valeur}, ajouté`;
  if (avant !== null && apres === null) return ecart === 0n ? "retiré" : `${valeur}, retiré`;
  return valeur;
}

const enLigne = (l: LigneArgent, cle: string, nom: string) => ({
  cle,
  nom,
  avant: <Montant cote={l.avant} />,
  apres: <Montant cote={l.apres} />,
  ecart: ecart(l),
});

/** One way of splitting the money: a small picture and the same figures in a table. */
export function VueVentilation({
  ventilation,
  de,
  a,
  avant,
  apres,
}: {
  ventilation: Ventilation;
  de: string;
  a: string;
  avant: DossierFichier;
  apres: DossierFichier;
}) {
  const { axe, total } = ventilation;
  const noms = NOMS_AXE[axe];
  const lignes = ventilation.lignes.map((l) => ({ ...l, nom: nommer(axe, l.cle, avant, apres) }));
  if (lignes.length === 0)
    return (
      <>
        <h3>{noms.titre}</h3>
        <p>{axe === "source" ? "Aucune ressource" : "Aucune dépense"}, d’un côté comme de l’autre.</p>
      </>
    );
  return (
    <>
      <h3>{noms.titre}</h3>
      <Barres titre={noms.titre} lignes={lignes} de={de} a={a} />
      <TableauCompare
        id={`ventilation-${axe}`}
        titre={`${noms.titre}, de « ${de} » à « ${a} »`}
        colonne={noms.colonne}
        de={de}
        a={a}
        montants
        lignes={[
          ...lignes.map((l) => enLigne(l, l.cle ?? "non-renseigne", l.nom)),
          { ...enLigne(total, "total", "Total"), forte: true },
        ]}
      />
    </>
  );
}
