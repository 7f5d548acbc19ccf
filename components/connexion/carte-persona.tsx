import { typographie } from "@/lib/domain/ecriture";
import { nomRole } from "@/lib/domain/roles";

export type Persona = {
  code: string;
  role: string;
  prenom: string;
  nom: string;
  organisation: string;
  description: string;
};

type Props = {
  persona: Persona;
  /** Whether its rights open any dossier in this version. */
  lit: boolean;
  retour: string;
  action: (donnees: FormData) => Promise<void>;
};

/** A demo account: who, what it sees, one button. A plain form, so that it works before and without JavaScript. */
export function CartePersona({
  persona: { code, role, prenom, nom, organisation, description },
  lit,
  retour,
  action,
}: Props) {
  return (
    <form action={action} className="rg-persona">
      <input type="hidden" name="persona" value={code} />
      <input type="hidden" name="retour" value={retour} />
      <p className="fr-badge fr-badge--sm fr-mb-1w">{nomRole(role)}</p>
      <h3 className="fr-text--md fr-mb-0">
        {prenom} {nom}
      </h3>
      <p className="fr-hint-text fr-mb-1w">{organisation}</p>
      <p className="fr-text--sm rg-persona__texte">
        {typographie(description)}
        {!lit && <span className="fr-hint-text">Aucun dossier ne lui est encore ouvert dans cette version.</span>}
      </p>
      <button type="submit" className="fr-btn fr-btn--secondary fr-btn--sm">
        Se connecter
        <span className="fr-sr-only">
          {" "}
          avec le compte de {prenom} {nom}, {nomRole(role)}
        </span>
      </button>
    </form>
  );
}
