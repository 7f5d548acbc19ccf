/** The same bytes wait already: this is their report, under the name they first came by. */
export function DejaRecu({ nomFichier, le }: { nomFichier: string; le: string }) {
  return (
    <div className="fr-alert fr-alert--info fr-alert--sm fr-mb-3w" role="status">
      <p>
        Le fichier que vous venez d’envoyer est déjà ici : son contenu est celui de « {nomFichier} », envoyé le {le}. Il
        n’a pas été lu une seconde fois.
      </p>
    </div>
  );
}
