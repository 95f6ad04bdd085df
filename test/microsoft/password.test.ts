import { createMakePassword } from '../../src/microsoft/password';

describe('A password', () => {
  const makePassword = createMakePassword();
  const passwords = Array.from({ length: 2_000 }, () => makePassword());

  it('has 32 characters of all four classes, none that is mistaken for another', () => {
    for (const password of passwords) {
      expect(password).toHaveLength(32);
      expect(password).toMatch(/[A-Z]/);
      expect(password).toMatch(/[a-z]/);
      expect(password).toMatch(/[0-9]/);
      expect(password).toMatch(/[^A-Za-z0-9]/);
      expect(password).not.toMatch(/[Il1O0\s"'`\\<>&|,;$]/);
    }
  });

  it('is never made twice', () => {
    expect(new Set(passwords).size).toBe(passwords.length);
  });

  it('shows its classes in every place', () => {
    for (let place = 0; place < 32; place += 1) {
      const here = passwords.map((password) => password.charAt(place)).join('');
      for (const characterClass of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/])
        expect(here).toMatch(characterClass);
    }
  });
});
