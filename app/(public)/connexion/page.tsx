import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { BoutonProConnect } from "@/components/connexion/bouton-proconnect";
import { CartePersona } from "@/components/connexion/carte-persona";
import { DemandeLien } from "@/components/connexion/demande-lien";
import { phraseRefus } from "@/components/connexion/refus";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { env } from "@/lib/env";
import { retourSur } from "@/lib/schemas/retour";
import { type Agent, peut, SANS_PORTEE } from "@/lib/server/droits";
import { type Persona, personas } from "@/lib/server/reference";
import { agentSiPossible } from "@/lib/server/session/agent-si-possible";
import { connecterPersona, demanderLienConnexion } from "./actions";
import "@/components/connexion/connexion.css";

export const metadata: Metadata = { title: "Se connecter" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function entrer(donnees: FormData) {
  "use server";
  const retour = retourSur(donnees.get("retour"));
  const reponse = await connecterPersona(String(donnees.get("persona") ?? ""), retour);
  if (!reponse.ok) {
    const suite = new URLSearchParams({ refus: reponse.error.code, retour });
    if (reponse.error.reference !== undefined) suite.set("reference", reponse.error.reference);
    redirect(`/connexion?${suite}`);
  }
}

export default async function Connexion({ searchParams }: Props) {
  const { retour: demande, refus, reference, deconnecte } = await searchParams;
  const retour = retourSur(demande);
  const agent = await agentSiPossible();
  return (
    <div className="fr-container fr-pb-6w">
      <FilAriane courant="Se connecter" />
      <h1>Se connecter</h1>
      {deconnecte !== undefined && agent === null && (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>Vous êtes déconnecté. Tout ce qui était enregistré est conservé.</p>
        </div>
      )}
      {typeof refus === "string" && (
        <div className="fr-alert fr-alert--error fr-mb-3w" role="alert">
          <p>
            {phraseRefus(refus)}
            {typeof reference === "string" && /^[A-Z0-9-]{4,40}$/i.test(reference) && ` Référence : ${reference}.`}
          </p>
        </div>
      )}
      {agent !== null && (
        <p>
          Vous êtes connecté : {agent.nom}, {agent.organisation}. <Link href={retour}>Continuer</Link>
        </p>
      )}
      {env.PROCONNECT === undefined && !env.RIGEL_DEMO ? <PasEncore /> : <Methodes retour={retour} />}
      {env.RIGEL_DEMO && <Personas retour={retour} />}
    </div>
  );
}

/** Asked of the rights themselves: some roles have nothing to read until their own screens exist. */
function litDesDossiers({ code, role, email, organisation, regionAcademique, uai }: Persona) {
  const habilitations = [{ ...SANS_PORTEE, role, regionAcademique: regionAcademique ?? null, uai: uai ?? null }];
  const compte = { id: code, nom: code, email, organisation, persona: code };
  const agent: Agent = { ...compte, methode: "persona", habilitations };
  return peut(agent, "dossier.lister") || peut(agent, "part.lister");
}

function Personas({ retour }: { retour: string }) {
  return (
    <section aria-labelledby="comptes">
      <h2 className="fr-h4" id="comptes">
        Comptes de démonstration
      </h2>
      <p className="rg-lecture">
        Choisissez un rôle : chaque compte ne voit que ce que ses droits lui ouvrent. Les personnes et les organisations
        sont inventées. Tous les comptes travaillent sur les mêmes dossiers.
      </p>
      <ul className="rg-personas">
        {personas().map((persona) => (
          <li key={persona.code}>
            <CartePersona persona={persona} lit={litDesDossiers(persona)} retour={retour} action={entrer} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Agents first, then invited partners. */
function Methodes({ retour }: { retour: string }) {
  return (
    <div className="rg-methodes">
      {env.PROCONNECT !== undefined && (
        <section aria-labelledby="agents">
          <h2 className="fr-h4" id="agents">
            Agents publics
          </h2>
          <p>
            Avec votre identité professionnelle. À la première connexion, vous demanderez l’accès qui correspond à vos
            fonctions.
          </p>
          <BoutonProConnect href={`/connexion/proconnect?${new URLSearchParams({ retour })}`} />
        </section>
      )}
      <section aria-labelledby="partenaires">
        <h2 className="fr-h4" id="partenaires">
          Partenaires invités
        </h2>
        <p>Vous participez à un projet sans compte ProConnect : recevez un lien à l’adresse où vous avez été invité.</p>
        <DemandeLien retour={retour} demander={demanderLienConnexion} />
      </section>
    </div>
  );
}

/** Neither ProConnect nor the demo is set: nobody can come in, and the operator reads why in docs/authentication.md. */
function PasEncore() {
  return (
    <section className="rg-lecture">
      <p>
        La connexion se fera avec ProConnect, l’identité numérique des agents publics. Elle n’est pas encore ouverte sur
        ce service.
      </p>
      <p>
        En attendant, vous pouvez lire les <Link href="/regles">règles de l’appel</Link>.
      </p>
    </section>
  );
}
