import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { BASES, METHODES, STATUTS_ECARTES } from "@/lib/domain/carte/methodes";
import { ecrireNombre, enumerer } from "@/lib/domain/ecriture";
import type { DemandeCarte } from "@/lib/schemas/carte-demandes";

type Ligne = DemandeCarte["methodes"][number];

const nombre = (cle: string, nom: string, lire: (l: Ligne) => number | null): Colonne<Ligne> => ({
  ...{ cle, nom, aDroite: true },
  contenu: (l) => {
    const n = lire(l);
    return n === null ? "—" : ecrireNombre(n);
  },
});

/** What each method counts of this demand, and in which bases it counts. */
export function MethodesDeLaDemande({ d }: { d: DemandeCarte }) {
  if (d.bases.length === 0) {
    const statut = (STATUTS_ECARTES as readonly string[]).includes(d.statut);
    return (
      <p>
        Cette demande ne compte dans aucun taux :{" "}
        {statut ? `son statut est « ${d.statut} ».` : "un ajustement ne transforme aucune place."}
      </p>
    );
  }
  const constate = d.methodes.some((m) => m.constate !== null);
  const colonnes: Colonne<Ligne>[] = [
    {
      ...{ cle: "methode", nom: "Méthode", entete: true },
      contenu: (l) => (
        <>
          {METHODES[l.methode].nom}
          <span className="fr-hint-text">{METHODES[l.methode].resume}</span>
        </>
      ),
    },
    nombre("ouvertes", "Ouvertes", (l) => l.prevu.ouvertes),
    nombre("fermees", "Fermées", (l) => l.prevu.fermees),
    nombre("colorees", "Colorées", (l) => l.prevu.colorees),
    nombre("transformees", "Transformées", (l) => l.prevu.transformees),
    ...(constate ? [nombre("constatees", "Constatées", (l) => l.constate?.transformees ?? null)] : []),
  ];
  const bases = d.bases.map((b) => BASES[b].nom.toLocaleLowerCase("fr"));
  return (
    <>
      <p>Elle compte dans les taux de base {enumerer(bases)}.</p>
      <Tableau
        id="methodes"
        titre="Places que chaque méthode compte"
        colonnes={colonnes}
        lignes={d.methodes}
        cle={(l) => l.methode}
      />
    </>
  );
}
