import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { AccepterInvitation } from "@/components/equipe/accepter-invitation";
import { EntrerParLien } from "@/components/equipe/entrer-par-lien";
import styles from "@/components/equipe/equipe.module.css";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { nomDroit, phraseDroit } from "@/lib/domain/equipe";
import { env } from "@/lib/env";
import type { InvitationRecue } from "@/lib/schemas/equipe";
import { lireInvitation } from "@/lib/server/invitations/lire-invitation";
import { agentCourant, sortir } from "@/lib/server/session";
import { accepter, continuer } from "./actions";

export const metadata: Metadata = { title: "Invitation", robots: { index: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ jeton: string }> };

export default async function PageInvitation({ params }: Props) {
  const { jeton } = await params;
  const recue = await lireInvitation(await agentCourant(), jeton, new Date());
  if (recue === null) notFound();
  const retour = `/connexion?retour=${encodeURIComponent(`/invitations/${jeton}`)}`;
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Invitation" />
      {recue.type === "autre_compte" ? (
        <AutreCompte masquee={recue.masquee} courante={recue.courante} retour={retour} />
      ) : (
        <>
          <h1 className="fr-h2">Vous êtes invité dans un dossier</h1>
          <Faits recue={recue} />
          {recue.voie === "accepter" ? <AccepterInvitation jeton={jeton} accepter={accepter} /> : null}
          {recue.voie === "creer" || recue.voie === "continuer" ? (
            <EntrerParLien
              jeton={jeton}
              masquee={recue.masquee}
              creation={recue.voie === "creer"}
              retour={retour}
              continuer={continuer}
            />
          ) : null}
          {recue.voie === "connexion" ? <Connexion recue={recue} retour={retour} /> : null}
        </>
      )}
    </div>
  );
}

type Ouverte = Extract<InvitationRecue, { type: "ouverte" }>;

function Faits({ recue: { dossier, organisation, droit, partenaire, expireLe } }: { recue: Ouverte }) {
  return (
    <dl className={styles.faits}>
      <dt>Dossier</dt>
      <dd>
        <strong>{dossier}</strong>
      </dd>
      <dt>Invitation de</dt>
      <dd>une personne responsable du dossier ({organisation})</dd>
      {droit === null ? (
        <>
          <dt>Au titre de</dt>
          <dd>{partenaire}, partenaire du projet</dd>
          <dt>Ce qui vous est demandé</dt>
          <dd>
            Remplir la part de votre organisation : son budget, son cofinancement, son signataire, puis sa lettre
            d’engagement signée.
          </dd>
          <dt>Vous lirez aussi</dt>
          <dd>Les totaux du dossier, rien des autres partenaires.</dd>
        </>
      ) : (
        <>
          <dt>Votre droit</dt>
          <dd>
            {nomDroit(droit)}. {phraseDroit(droit)}
          </dd>
        </>
      )}
      <dt>Valable jusqu’au</dt>
      <dd>{ecrireDate(jourAParis(new Date(expireLe)))}</dd>
    </dl>
  );
}

function Connexion({ recue: { masquee, droit }, retour }: { recue: Ouverte; retour: string }) {
  return (
    <>
      <p className="rg-lecture">
        Connectez-vous avec le compte de l’adresse {masquee} pour accepter.{" "}
        {droit === null
          ? null
          : "Les membres d’une équipe se connectent avec ProConnect, l’identité numérique des agents publics."}
        {droit !== null && env.RIGEL_DEMO
          ? " Dans cette démonstration, les comptes d’exemple conviennent aussi."
          : null}
      </p>
      <a className="fr-btn" href={retour}>
        Se connecter
      </a>
    </>
  );
}

/** Says whose the invitation is only as far as its holder can recognise it. */
function AutreCompte({ masquee, courante, retour }: { masquee: string; courante: string; retour: string }) {
  async function changer() {
    "use server";
    const vers = await sortir();
    // Through ProConnect's own sign-out, or it would bring the same account back: the link is then opened again from the mail.
    redirect(vers.startsWith("/") ? retour : vers);
  }
  return (
    <>
      <h1 className="fr-h2">Cette invitation est pour une autre adresse</h1>
      <p className="rg-lecture">
        Elle a été envoyée à {masquee}. Vous êtes connecté avec {courante}. Pour l’accepter, connectez-vous avec le
        compte de l’adresse invitée, ou demandez à l’équipe du dossier d’inviter celle-ci.
      </p>
      <form action={changer}>
        <button type="submit" className="fr-btn">
          Changer de compte
        </button>
      </form>
    </>
  );
}
