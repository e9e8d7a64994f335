/** The bytes of a file as base64, as operations take a short document. */
export const base64Of = (file: File): Promise<string> =>
  new Promise((give, fail) => {
    const reader = new FileReader();
    reader.onerror = () => fail(reader.error ?? new Error(file.name));
    reader.onload = () => give(String(reader.result).replace(/^[^,]*,/, ''));
    reader.readAsDataURL(file);
  });
