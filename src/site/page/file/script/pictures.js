/** Removes pictures that cannot be loaded, with their empty boxes. */
{
  const dropPicture = (image) => {
    image.closest('.pictured')?.classList.remove('pictured');
    image.remove();
  };

  // The event does not bubble, so it is captured.
  addEventListener('error', ({ target }) => target instanceof HTMLImageElement && dropPicture(target), true);
  for (const image of document.images) if (image.complete && image.naturalWidth === 0) dropPicture(image);
}
