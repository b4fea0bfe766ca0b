/** Adds buttons that copy the addresses of feeds. */
{
  const { element, messages } = kawaraban;

  const offerCopies = () => {
    if (navigator.clipboard === undefined) return;
    for (const address of document.querySelectorAll('.feeds code')) {
      const name = address.parentElement.querySelector('a').textContent;
      const button = element('button', { type: 'button', className: 'plain', textContent: messages.copy });
      button.setAttribute('aria-label', messages.copyFeed.replace('{feed}', name));
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(address.textContent);
        button.textContent = messages.copied;
      });
      address.after(' ', button);
    }
  };

  kawaraban.offerCopies = offerCopies;
  offerCopies();
}
