"use client";
import { useLignes } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { estLaMeme, type IdentiteOrganisation } from "@/lib/domain/organisations";
import styles from "./consortium.module.css";
import { versDeclaree } from "./identite-partenaire";
import { nomDePartenaire, nouveauPartenaire, type PartenaireSaisi } from "./ligne-partenaire";
import { useOrganisations } from "./organisations-connues";
import { type Choix, RechercheOrganisation } from "./recherche-organisation";
import { useVerification } from "./verification";

/** One box for whom a register knows, one button for the others. */
export function AjoutPartenaire({
  surAjout,
  surDejaLa,
}: {
  /** `ou`: where typing goes on; « carte » when the name is known already. */
  surAjout: (ligne: PartenaireSaisi, ou: "nom" | "carte") => void;
  surDejaLa: (id: string) => void;
}) {
  const { magasin } = useEspaceFixe();
  const { lignes, ecrire } = useLignes<PartenaireSaisi>("partenaires", "partenaires");
  const { registre } = useOrganisations();
  const { verifier } = useVerification();
  // The first partner most often carries the project; it takes one click to change.
  const premier = lignes.length === 0;
  const rangDe = (o: Pick<IdentiteOrganisation, "siret" | "uai">) =>
    lignes.findIndex((l) => estLaMeme(versDeclaree(l), o) && !(o.uai && l.uai && o.uai !== l.uai));

  /** The register is asked once who a new SIRET is; what the person has not filled meanwhile is filled. */
  async function identifier(id: string): Promise<void> {
    const reponse = await verifier(id);
    const lue = reponse.ok && reponse.data.issue === "trouvee" ? reponse.data.organisation : null;
    if (lue === null) return;
    const presentes = magasin.lire("partenaires").saisie.partenaires;
    ecrire(
      presentes.map((l) =>
        l.id === id
          ? { ...l, nom: l.nom || lue.nom, nature: l.nature || lue.nature, categorie: l.categorie || lue.categorie }
          : l,
      ),
    );
  }

  function ajouter(choix: Choix): void {
    if (choix.type === "nom") surAjout(nouveauPartenaire({ nom: choix.nom }, premier), "carte");
    else if (choix.type === "sans") surAjout(nouveauPartenaire({}, premier), "nom");
    else if (choix.type === "organisation") {
      const la = lignes[rangDe(choix.organisation)];
      if (la !== undefined) surDejaLa(la.id);
      else surAjout(nouveauPartenaire(choix.organisation, premier), "carte");
    } else {
      // Chosen before the search answered: the same organisation is still not added twice.
      const la = lignes[rangDe(choix)];
      if (la !== undefined) {
        surDejaLa(la.id);
        return;
      }
      const ligne = nouveauPartenaire({ siret: choix.siret, uai: choix.uai }, premier);
      surAjout(ligne, "nom");
      if (registre && choix.siret !== null) void identifier(ligne.id);
    }
  }

  return (
    <div className={styles.ajout}>
      <RechercheOrganisation
        id="ajouter-partenaire"
        dejaLa={(o) => {
          const rang = rangDe(o);
          return rang === -1 ? null : nomDePartenaire(lignes[rang]?.nom, rang);
        }}
        surChoix={ajouter}
      />
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left fr-icon-add-line"
        onClick={() => surAjout(nouveauPartenaire({}, premier), "nom")}
      >
        Ajouter un partenaire sans identifiant
      </button>
    </div>
  );
}
